"""An object store on this machine."""

import pytest


@pytest.fixture(scope="session")
def server():
    """An S3 server on loopback, and its address."""
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'wellsourced[s3]'")
    serving = pytest.importorskip("moto.server", reason="moto is not installed")
    found = serving.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    found.start()
    host, port = found.get_host_and_port()
    yield f"http://{host}:{port}"
    found.stop()


@pytest.fixture
def bucket(server, monkeypatch, request):
    """Give the address of an empty bucket."""
    import s3fs

    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"b{abs(hash(request.node.name)) % 10**9}"
    s3fs.S3FileSystem().mkdir(name)
    yield f"s3://{name}/case"
    s3fs.S3FileSystem.clear_instance_cache()
