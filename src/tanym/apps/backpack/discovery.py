"""The service description of the Open Badges API: an OpenAPI 3 document with the members of 1EdTech (Open Badges 3.0, SDD)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from tanym.apps.accounts.words import say
from tanym.apps.backpack.scopes import READ, READ_PROFILE, SCOPES, UPDATE_PROFILE, UPSERT
from tanym.apps.oauth.metadata import address
from tanym.apps.oauth.scopes import OFFLINE

ERRORS = ("400", "401", "403", "404", "405", "500", "default")


def description() -> dict[str, Any]:
    """The document at `/ims/ob/v3p0/discovery`."""
    terms = f"{settings.TANYM.address}{reverse('open-badges-terms')}"
    said = {
        "x-imssf-privacyPolicyUrl": terms,
        "x-imssf-image": f"{settings.TANYM.address}/static/site/mark.svg",
    }
    return {
        "openapi": "3.0.1",
        "info": {
            "title": "Tanym",
            "description": "Open Badges API of this installation: a person's own and imported credentials.",
            "version": "3.0",
            "termsOfService": terms,
            **said,
        },
        "servers": [{"url": f"{settings.TANYM.address}/ims/ob/v3p0"}],
        "paths": _paths(),
        "components": {"securitySchemes": {"OAuth2ACG": _scheme(terms)}, "schemas": _schemas()},
    }


def _scheme(terms: str) -> dict[str, Any]:
    words = {scope.name: say(scope.words, "en") for scope in SCOPES}
    return {
        "type": "oauth2",
        "description": "OAuth 2.0 authorization code grant with PKCE (S256)",
        "x-imssf-name": "Tanym",
        "x-imssf-privacyPolicyUrl": terms,
        "x-imssf-termsOfServiceUrl": terms,
        "x-imssf-registrationUrl": address("oauth-register"),
        "flows": {
            "authorizationCode": {
                "authorizationUrl": address("oauth-authorise"),
                "tokenUrl": address("oauth-token"),
                "refreshUrl": address("oauth-token"),
                "x-imssf-revocationUrl": address("oauth-revoke"),
                "scopes": {**words, OFFLINE: say("oauth.scope.offline", "en")},
            }
        },
    }


def _paths() -> dict[str, Any]:
    return {
        "/credentials": {
            "get": {
                **_operation("getCredentials", READ, {"200": "GetOpenBadgeCredentialsResponse"}),
                "parameters": [
                    _parameter("limit", {"type": "integer", "minimum": 1, "default": 50}),
                    _parameter("offset", {"type": "integer", "minimum": 0, "default": 0}),
                    _parameter("since", {"type": "string", "format": "date-time"}),
                ],
            },
            "post": {
                **_operation(
                    "upsertCredential",
                    UPSERT,
                    {"200": "AchievementCredential", "201": "AchievementCredential"},
                ),
                "requestBody": {"required": True, "content": _content("AchievementCredential")},
            },
        },
        "/profile": {
            "get": _operation("getProfile", READ_PROFILE, {"200": "Profile"}),
            "put": {
                **_operation("putProfile", UPDATE_PROFILE, {"200": "Profile"}),
                "requestBody": {"required": True, "content": {"application/json": _schema("Profile")}},
            },
        },
        "/discovery": {
            "get": {
                "operationId": "getServiceDescription",
                "responses": {
                    "200": {
                        "description": "OK",
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    }
                },
            }
        },
    }


def _operation(name: str, scope: str, answers: dict[str, str]) -> dict[str, Any]:
    good = {status: {"description": "OK", "content": _content(schema)} for status, schema in answers.items()}
    bad = {
        status: {"description": "Error", "content": {"application/json": _schema("Imsx_StatusInfo")}}
        for status in ERRORS
    }
    return {"operationId": name, "security": [{"OAuth2ACG": [scope]}], "responses": {**good, **bad}}


def _content(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {"application/json": _schema(name)}
    if name == "AchievementCredential":
        found["text/plain"] = {"schema": {"type": "string", "description": "a compact JWS"}}
    return found


def _schema(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _schemas() -> dict[str, Any]:
    open_object: dict[str, Any] = {"type": "object", "additionalProperties": True}
    return {
        "AchievementCredential": {
            **open_object,
            "required": ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"],
        },
        "Profile": {**open_object, "required": ["id", "type"]},
        "GetOpenBadgeCredentialsResponse": {
            "type": "object",
            "properties": {
                "credential": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/AchievementCredential"},
                },
                "compactJwsStrings": {"type": "array", "items": {"type": "string"}},
            },
        },
        "Imsx_StatusInfo": {
            "type": "object",
            "required": ["imsx_codeMajor", "imsx_severity"],
            "properties": {
                "imsx_codeMajor": {"type": "string"},
                "imsx_severity": {"type": "string"},
                "imsx_description": {"type": "string"},
                "imsx_codeMinor": {"type": "object"},
            },
        },
    }
