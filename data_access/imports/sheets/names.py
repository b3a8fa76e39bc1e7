"""Columns of words that sheets ask for in three languages."""

from data_access.imports.sheet import Field


def in_three(name: str, ky: str, ru: str, en: str) -> tuple[Field, ...]:
    """Return the columns of a text in three languages: name_ky, name_ru, name_en for "name"."""
    return (
        Field(f"{name}_ky", (f"{ky} (кыргызча)", f"{ru} (кыргызский)", f"{en} (Kyrgyz)")),
        Field(f"{name}_ru", (f"{ky} (орусча)", f"{ru} (русский)", f"{en} (Russian)")),
        Field(f"{name}_en", (f"{ky} (англисче)", f"{ru} (английский)", f"{en} (English)")),
    )
