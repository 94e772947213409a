"""Furniture and captions are marked, and reporting is not."""

from __future__ import annotations

import time

import pytest

from reportedly.ingest.layout import layout

BEFORE = """The council of Vellmar voted to close the bridge

The mayor, Oda Brink, said the decision was final."""
AFTER = """Work will begin in the spring, the city engineer said on Monday.

The bridge was built in 1911 and carries 4,000 vehicles a day.

The ferry will run each hour until it is done."""

FURNITURE = """
Sign up for our free daily newsletter
Get the Marrow Street letter in your inbox every Friday.
Subscribe to get weekly email with the best of The Oracle. Never miss a story.
Thank you for reading The Vellmar Oracle.
Your browser does not support the video tag.
Topics: Politics, Health, Vellmar
Share on Facebook Share on Twitter
Facebook | Twitter | WhatsApp | Email
Sign in to comment
To continue reading, subscribe today.
Already a subscriber? Log in
Follow The Oracle on Twitter
Follow us on Instagram and Facebook for the latest news.
You can reach her at oda.pell@oracle.example.
Your support makes our work possible. Please give what you can.
Help keep The Oracle free for all.
© 2031 The Oracle. All rights reserved.
This material may not be published, broadcast, rewritten or redistributed.
Skip to main content
This article is for subscribers only.
Advertisement
Story continues below advertisement
Report a correction or typo
More articles
Most read
Most popular in Politics
Related: Five bridges that fell
READ MORE: Mayor says bridge ‘cannot be saved’
Click here to read the full report.
Was this article helpful?
Was this story useful? Yes No
Leave a comment
Comments are closed.
What do you think? Let us know in the comments below.
We use cookies to improve your visit. By continuing, you agree to our cookie policy.
(Reporting by Nela Brandt; editing by Hugo Sarn)
Nela Brandt and Hugo Sarn contributed to this report.
You might also like
Download our app for breaking news alerts.
Watch: Bridge closes to traffic
If you enjoy our journalism, please consider supporting us.
Last updated: 14:05 GMT
By Nela Brandt, Vellmar Oracle
This story has been updated.
Terms of use | Privacy | Contact us | Advertise
Got a news tip? Email us at tips@oracle.example
Return to homepage
""".strip().splitlines()

CAPTIONS = """
The bridge at dawn on Monday. Photo: Nela Brandt/Vellmar Press
The bridge at dawn (Photo: Vellmar Press/Nela Brandt)
The bridge at dawn on Monday. (Nela Brandt/Getty Images)
FILE - The bridge in Vellmar is seen in this 2029 picture.
Image: Nela Brandt
Photograph: Nela Brandt/The Oracle
In this June 3, 2031 photo, workers stand on the bridge.
In this photo provided by the Vellmar police, the bridge is closed.
The bridge in Vellmar. REUTERS/Nela Brandt
The bridge in Vellmar | Photo by Nela Brandt
Workers stand on the bridge in Vellmar on Monday. (AP Photo/Nela Brandt)
Nela Brandt / Vellmar Press Agency
Workers on the bridge. (Courtesy of Vellmar Museum)
""".strip().splitlines()

REPORTING = """
Read the letter here, the mayor said.
"Subscribe to our newsletter," the mayor told the crowd.
The mayor signed up for the newsletter of the opposition.
Share prices fell by a third on Monday.
The company sells subscriptions to its newsletter for 4 crowns a month.
Follow-up surveys will be made in the spring.
The photo was posted on Facebook by a neighbour of the mayor.
The photograph shows the truck on the bridge at 4 a.m., two days before the collapse.
She donated 400 crowns to the campaign on Twitter and Facebook, her account shows.
Support for the bill has grown.
Support grows
By Monday the water had reached the school.
By Friday, Brink had resigned.
Related charges against two officers were dropped.
More stories of abuse emerged on Tuesday.
See you in court, the union leader wrote to the minister.
Subscribers to the service lost their connection.
Get out of here, he told the reporters.
Keep in mind that the figures are provisional.
According to the report, which can be read here, the dam was never inspected.
“We use cookies to follow people,” a former engineer of the company said.
Police released a picture (left) of the suspect.
The Reuters news agency, citing two officials, said the talks had failed.
The ministry's website and its Twitter account were hacked, it said.
Sign up to the treaty or face sanctions, the minister warned.
Correction: an earlier version of this article gave the mayor's age as 61. She is 62.
Report any sightings to the police, residents were told.
He feared that donors who would have contributed to the campaign would now give to the bridge.
The video was taken down by Facebook and YouTube.
""".strip().splitlines()


def marked(line: str, text: str) -> str:
    """F, C or nothing: as what ``line`` is marked in ``text``; nothing else may be marked."""
    furniture, captions = layout(text)
    assert {span.text for span in furniture + captions} <= {line}
    return "F" * len(furniture) + "C" * len(captions)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_marked_in_the_midst_of_a_report(line: str) -> None:
    assert marked(line, f"{BEFORE}\n\n{line}\n\n{AFTER}") == "F"


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_caption_is_marked(line: str) -> None:
    assert marked(line, f"{BEFORE}\n\n{line}\n\n{AFTER}") == "C"


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_is_never_marked(line: str) -> None:
    assert marked(line, f"{BEFORE}\n\n{line}\n\n{AFTER}") == ""
    assert marked(line, f"{BEFORE}\n\n{AFTER}\n\n{line}") == ""


@pytest.mark.parametrize("line", ["Related talks: what we know", "Watch: Bridge falls", *REPORTING])
def test_a_headline_is_never_marked_for_what_it_may_be_elsewhere(line: str) -> None:
    assert marked(line, f"{line}\n\n{BEFORE}\n\n{AFTER}") == ""


def test_a_caption_is_marked_twice_where_it_stands_without_and_with_its_credit() -> None:
    caption = "Workers of the city stand on the bridge at Vellmar on May 2, 2031."
    text = f"{BEFORE}\n\n{caption}\n{caption} | (Photo: Vellmar Press/Nela Brandt)\n\n{AFTER}"
    assert [span.text[:30] for span in layout(text)[1]] == [caption[:30]] * 2


def test_a_credit_below_its_caption_takes_the_caption_with_it() -> None:
    text = f"{BEFORE}\n\nWorkers on the bridge at dawn\nNela Brandt/Getty Images\n\n{AFTER}"
    assert [span.text for span in layout(text)[1]] == [
        "Workers on the bridge at dawn",
        "Nela Brandt/Getty Images",
    ]


def test_company_marks_what_alone_would_stay() -> None:
    box = "We’re sorry to hear that.\n\nWas this article helpful?"
    assert len(layout(f"{BEFORE}\n\n{AFTER}\n\n{box}")[0]) == 2
    assert layout(f"{BEFORE}\n\nWe’re sorry to hear that.\n\n{AFTER}")[0] == ()


def test_furniture_run_into_the_end_of_a_one_line_text_is_marked_from_where_it_begins() -> None:
    report = "The mayor closed the bridge on Monday. She told reporters it was unsafe."
    end = "Reporting by Nela Brandt; Editing by Hugo Sarn Our Standards: The Vellmar Press Code."
    (span,) = layout(f"{report} {end}")[0]
    assert span.text == end


def test_windows_line_ends_and_odd_spaces_change_nothing() -> None:
    text = f"{BEFORE}\n\nSign\xa0up for  our newsletter\n\n{AFTER}"
    assert [s.text for s in layout(text)[0]] == ["Sign\xa0up for  our newsletter"]
    assert [s.text for s in layout(text.replace("\n", "\r\n"))[0]] == [
        "Sign\xa0up for  our newsletter"
    ]
    assert [s.text for s in layout(text.replace("\n", "\u2028"))[0]] == [
        "Sign\xa0up for  our newsletter"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "said the mayor. " * 125_000,
        "| " * 1_000_000,
        "Share " * 330_000,
        "\n" * 2_000_000,
        ("(" * 690 + "\n") * 300,
        ("1,.1 " * 130 + "\n") * 300,
        ("Aa " * 220 + "\n") * 300,
        ("Aa/Aa |" * 90 + "\n") * 300,
        ("share in on 1 " * 45 + "!zz\n") * 300,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_long_and_hostile_texts_take_little_time(text: str) -> None:
    started = time.process_time()
    layout(text)
    assert time.process_time() - started < 2
