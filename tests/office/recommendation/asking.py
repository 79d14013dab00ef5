"""Short ways to fill the forms of a recommendation, as a browser would."""

HERE = "/office/recommendations/2025-0001/"


def spread(client, agencies, **said):
    texts = {"text_ru": "Починить.\n\nУбрать.", "text_kk": "Жөндеу.\n\nТазалау."} | said
    return client.post(f"{HERE}spread/", texts | {"akimat": [str(row.pk) for row in agencies]})


def answers(points, **said):
    """The form of an agency's answers, as its page asks them."""
    told = {
        "given_on": "2025-04-03",
        "channel": "paper",
        "language": "ru",
        "signed_then": "Ахметов",
    }
    for point in points:
        told[f"p{point.ordinal}-version"] = point.version
    return told | said


def mine(points, agency):
    return [point for point in points if point.addressee == agency]
