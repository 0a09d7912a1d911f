"""A browser in words, for the person who asks himself which of his sessions is which."""

PERAMBAN = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
# The order matters: Android calls itself Linux too, and an iPhone something like a Mac.
PERANGKAT = (
    *(("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad")),
    *(("Macintosh", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)
TIDAK_DIKENAL = "Peramban tidak dikenal"


def sebut_peramban(user_agent: str) -> str:
    """Two known words at most: nothing that a stranger wrote into the header is stored or shown."""
    nama = next((kata for tanda, kata in PERAMBAN if tanda in user_agent), "")
    perangkat = next((kata for tanda, kata in PERANGKAT if tanda in user_agent), "")
    return " di ".join(filter(None, (nama, perangkat))) or TIDAK_DIKENAL
