"""A foreign client that knows the specification and nothing of ours: Python's own HTTP, answers as JSON on stdout."""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

ADDRESS, GIVEN = sys.argv[1], json.loads(sys.argv[2])
MEDIA_TYPE = "application/graphql-response+json"


def answered(request):
    """Status and body; of a refusal too, since this media type says that the body is the server's."""
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            status, kind, body = response.status, response.headers.get_content_type(), response.read()
    except urllib.error.HTTPError as refusal:
        status, kind, body = refusal.code, refusal.headers.get_content_type(), refusal.read()
    assert kind == MEDIA_TYPE, kind
    return status, json.loads(body)


def post(query, variables=None):
    body = json.dumps({"query": query, "variables": variables}).encode()
    return answered(urllib.request.Request(ADDRESS, body, {"Content-Type": "application/json", "Accept": MEDIA_TYPE}))


def get(query, variables=None):
    asked = urllib.parse.urlencode({"query": query, "variables": json.dumps(variables)})
    return answered(urllib.request.Request(f"{ADDRESS}?{asked}", headers={"Accept": MEDIA_TYPE}))


def code(answer):
    return answer["errors"][0]["extensions"]["code"]


home = {"code": "510824"}
found = [ask(GIVEN["question"], home)[1]["data"]["county"]["name"] for ask in (post, get)]
refusals = post(GIVEN["signIn"], GIVEN["wrong"])[1]["data"]["signIn"]["errors"]
fault = post(GIVEN["staffOnly"], GIVEN["nothing"])[1]
invalid = post("{ nonsense }")
by_get = get(GIVEN["signIn"], GIVEN["wrong"])
print(json.dumps({
    "asked": found,
    "refused": [one["code"] for one in refusals],
    "fault": code(fault),
    "invalid": [invalid[0], code(invalid[1])],
    "byGet": [by_get[0], code(by_get[1])],
}, ensure_ascii=False))
