def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="accept what is rendered now as the expected files")
