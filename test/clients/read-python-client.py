"""Reads the facts that the tests need from an installed waldur-api-client.

Run by hand with the Python of a throw-away environment in which the client is installed:

    python read_python_client.py > waldur-api-client-8.1.3.json

Per operation: method, path, query parameters, body, reply and success statuses. Per model and
enumeration that such an operation sends or answers: names and types. A type is written `uuid`,
`uuid[]` (repeatable), `date|null`; `!` at its end means that it is required. No code is kept.
"""

import importlib
import importlib.metadata
import inspect
import json
import pkgutil
import re
import sys

PACKAGE = "waldur_api_client"

# The operations of these groups are kept; a group is a package under `api`.
GROUPS = (
    "api_auth",
    "customers",
    "openportal",
    "openportal_accounting_summary",
    "openportal_managed_project_audit",
    "openportal_managed_projects",
    "openportal_project_storage_reports",
    "openportal_project_template",
    "openportal_project_usage_reports",
    "openportal_projectinfo",
    "openportal_unmanaged_projects",
    "openportal_userinfo",
    "projects",
    "roles",
    "user_invitations",
    "users",
    "version",
)

# Models are kept for the operations whose path ends so; the others are only listed.
MODELLED = re.compile(
    r"^/api/(openportal-[a-z-]+|projects|customers|users|roles|user-invitations)/"
    r"(\{[a-z_]+\}/)?(me/|add_user/|update_user/|delete_user/|list_users/|set_shortname/)?$"
    r"|^/api/openportal-managed-projects/|^/api/openportal/|^/api-auth/password/$"
)

# Bodies that are not JSON.
FORMS = re.compile(r"(Form|Multipart)$")

PLAIN_TYPES = {
    "str": "string",
    "UUID": "uuid",
    "datetime.datetime": "datetime",
    "datetime.date": "date",
    "bool": "boolean",
    "int": "integer",
    "float": "number",
    "Any": "any",
}


def split_top(text):
    """Splits `a, b[c, d]` at the commas outside of brackets."""
    parts, depth, current = [], 0, ""
    for char in text:
        if char == "," and depth == 0:
            parts.append(current.strip())
            current = ""
            continue
        depth += (char in "[") - (char in "]")
        current += char
    return [*parts, current.strip()]


class Facts:
    def __init__(self):
        self.models = {}
        self.enums = {}

    def describe(self, annotation, follow):
        """The type of an annotation, such as `uuid[]` or `date|null`, and whether it is required."""
        text = str(annotation).replace("typing.", "").replace('"', "").replace("'", "")
        text = re.sub(r"ForwardRef\((\w+)\)", r"\1", text)
        text = re.sub(r"^Optional\[(.+)\]$", r"Union[\1, None]", text)
        text = re.sub(r"<(?:class|enum) (?:[\w.]+\.)?(\w+)>", r"\1", text)
        text = re.sub(r"\b(?:waldur_api_client|uuid)(?:\.\w+)*\.(\w+)", r"\1", text)
        members = [text]
        if text.startswith("Union["):
            members = split_top(text[len("Union[") : -1])
        ignored = ("Unset", "None", "NoneType")
        kinds = [m for m in members if m not in ignored and not FORMS.search(m)]
        names = sorted({self.name(kind, follow) for kind in kinds})
        nullable = "None" in members or "NoneType" in members
        kind = "|".join([*names, "null"] if nullable else names) or "none"
        return kind, "Unset" not in members

    def name(self, kind, follow):
        if kind.startswith("list["):
            return self.name(kind[len("list[") : -1], follow) + "[]"
        if kind.startswith("Union["):
            return "|".join(self.name(one, follow) for one in split_top(kind[len("Union[") : -1]))
        if kind in PLAIN_TYPES:
            return PLAIN_TYPES[kind]
        if kind.startswith("dict["):
            return "object"
        self.keep(kind, follow)
        return kind

    def keep(self, name, follow):
        """Keeps an enumeration, or a model with those that it refers to."""
        if name in self.models or name in self.enums:
            return
        found = getattr(importlib.import_module(f"{PACKAGE}.models"), name, None)
        if found is None:
            return
        if hasattr(found, "__members__"):
            self.enums[name] = [member.value for member in found]
            return
        if not follow:
            return
        self.models[name] = {}
        wire = wire_names(inspect.getsource(found))
        for field in getattr(found, "__attrs_attrs__", ()):
            if field.name == "additional_properties":
                continue
            kind, required = self.describe(field.type, follow)
            self.models[name][wire.get(field.name, field.name)] = kind + "!" * required


def wire_names(source):
    """Attribute → the name in JSON, where they differ."""
    pairs = re.findall(r'^\s+(\w+) = (?:_?\w+\()?\s*d\.pop\("([^"]+)"', source, re.M)
    return {attribute.lstrip("_"): name for attribute, name in pairs}


def read_operation(facts, module, operation):
    source = inspect.getsource(module._get_kwargs)
    method = re.search(r'"method": "(\w+)"', source).group(1).upper()
    path = re.search(r'"url": f?"([^"]+)"', source).group(1)
    follow = bool(MODELLED.match(path))
    in_path = set(re.findall(r"\{(\w+)\}", path))
    names = dict((b, a) for a, b in re.findall(r'params\["([^"]+)"\] = (?:json_)?(\w+)', source))
    query, body = {}, None
    for name, parameter in inspect.signature(module._get_kwargs).parameters.items():
        if name in in_path:
            continue
        kind, required = facts.describe(parameter.annotation, follow)
        if name == "body":
            body = kind
        else:
            query[names.get(name, name)] = kind + "!" * required
    parse = inspect.getsource(module._parse_response)
    statuses = [int(s) for s in re.findall(r"response\.status_code == (\d+)", parse)]
    success = sorted({s for s in statuses if s < 300}) or [200]
    reply, _ = facts.describe(inspect.signature(module._parse_response).return_annotation, follow)
    kept = {"id": operation, "method": method, "path": path, "success": success}
    if query:
        kept["query"] = query
    if body:
        kept["body"] = body
    return {**kept, "reply": reply}


def write(kept):
    """JSON with a line for each operation, model and enumeration, so that a new version shows as a diff."""

    def line(value):
        return json.dumps(value, separators=(", ", ": "))

    out = ["{", f' "client": {line(kept["client"])}, "version": {line(kept["version"])},']
    out.append(' "operations": [\n  ' + ",\n  ".join(map(line, kept["operations"])) + "\n ],")
    for part in ("models", "enums"):
        rows = ",\n  ".join(f"{line(name)}: {line(value)}" for name, value in kept[part].items())
        out.append(f' "{part}": {{\n  {rows}\n }}' + ("," if part == "models" else ""))
    print("\n".join([*out, "}"]))


def main():
    facts = Facts()
    operations = []
    for group in GROUPS:
        try:
            package = importlib.import_module(f"{PACKAGE}.api.{group}")
        except ModuleNotFoundError:
            continue
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            operations.append(read_operation(facts, module, found.name))
    kept = {
        "client": "waldur-api-client",
        "version": importlib.metadata.version("waldur-api-client"),
        "operations": operations,
        "models": dict(sorted(facts.models.items())),
        "enums": dict(sorted(facts.enums.items())),
    }
    write(kept)


main()
