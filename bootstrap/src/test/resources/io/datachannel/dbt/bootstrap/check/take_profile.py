"""Lets the real adapter take a profile: rendered by dbt, checked and made into credentials by the adapter's own class.

Called with the folder of profiles.yml, the package of the adapter, and the names of the fields whose values are secrets. Prints one
line of what it is, and ends with 1 when a field is none of the adapter's, or a secret has not arrived as it is.
"""

import dataclasses
import os
import sys
from argparse import Namespace
from importlib.metadata import version

import yaml
from dbt.flags import set_from_args

folder, package = sys.argv[1:3]
set_from_args(Namespace(PROFILES_DIR=folder, PROJECT_DIR=folder), None)

try:
    from dbt_common.context import set_invocation_context
    set_invocation_context(os.environ)
except ImportError:
    pass  # Before 1.8 the environment is read where it is used.
from dbt.config.profile import Profile  # noqa: E402 - wants the flags
from dbt.config.renderer import ProfileRenderer  # noqa: E402

with open(os.path.join(folder, "profiles.yml"), encoding="utf-8") as file:
    raw = yaml.safe_load(file)
written = raw["datachannel"]["outputs"]["prod"]
profile = Profile.from_raw_profiles(raw, "datachannel", ProfileRenderer({}), target_override="prod")
credentials = profile.credentials

aliases = getattr(type(credentials), "_ALIASES", {})
known = {field.name for field in dataclasses.fields(credentials)}
# Some adapters tell the way to log in by the class.
unknown = [name for name in written
           if name not in ("type", "threads") and aliases.get(name, name) not in known and not hasattr(credentials, name)]
wrong = []


def compare(path, text, arrived):
    if isinstance(text, dict):
        for name, value in text.items():
            compare(path + [name], value, (arrived or {}).get(name))
    elif isinstance(text, str) and "env_var" in text:
        secret = os.environ[text.split("'")[1]]
        if arrived != secret:
            wrong.append(".".join(path))


for name, text in written.items():
    if name not in ("type", "threads"):
        compare([name], text, getattr(credentials, aliases.get(name, name), None))

print(f"{type(credentials).__name__} of {package} {version(package)}, dbt-core {version('dbt-core')}")
if unknown:
    print("not of the adapter: " + ", ".join(unknown))
if wrong:
    print("secrets that arrived otherwise: " + ", ".join(wrong))
sys.exit(1 if unknown or wrong else 0)
