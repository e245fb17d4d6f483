"""Where tasks run."""

from pathlib import Path

from wellsourced import plugins
from wellsourced.config import By, Settings
from wellsourced.model import Engine


def engine_of(settings: Settings, by: By, case: Path) -> Engine:
    """Give the engine for a case that is asked for, or else the settings' own, with its options.

    What is asked goes before what the settings have under `[engines.NAME]`. Raises PluginError
    if there is none of that name, or what it needs is not installed.
    """
    name = by.engine or settings.run.engine
    asked = {"address": by.address, "workers": by.workers}
    told = {k: v for k, v in asked.items() if v is not None}
    options = {**settings.engines.get(name, {}), **told}
    engine = plugins.build("engines", name, options, Engine)
    if not settings.run.tasks:
        return engine
    from wellsourced.flow.sent import ByDepot

    return ByDepot(engine, case, settings.run.tasks)
