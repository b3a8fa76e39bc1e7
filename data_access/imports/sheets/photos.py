"""Sheet of the photographs of schools."""

from data_access.imports.sheet import Field, Kind, Sheet
from data_access.models.photos import KINDS, SchoolPhoto

CAPTIONS = {
    "ky": ("Түшүндүрмө (кыргызча)", "Подпись (кыргызский)", "Caption (Kyrgyz)"),
    "ru": ("Түшүндүрмө (орусча)", "Подпись (русский)", "Caption (Russian)"),
    "en": ("Түшүндүрмө (англисче)", "Подпись (английский)", "Caption (English)"),
}

PHOTOS = Sheet(
    name="photos",
    titles=("Сүрөттөр", "Фотографии", "Photos"),
    model=SchoolPhoto,
    fields=(
        Field("picture", ("Файл", "Файл", "File"), Kind.PICTURE),
        Field("school", ("Мектептин коду", "Код школы", "School code"), Kind.CODE, codes="school"),
        Field("package", ("Топтом", "Пакет", "Package"), Kind.CODE, False, codes="package"),
        Field(
            "kind", ("Чейин же кийин", "До или после", "Before or after"), pattern="|".join(KINDS)
        ),
        Field("taken_on", ("Тартылган күнү", "Дата съёмки", "Taken on"), Kind.DATE, past=True),
        *(Field(f"caption_{lang}", words, required=False) for lang, words in CAPTIONS.items()),
    ),
)
