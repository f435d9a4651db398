package browser;

import static browser.Samples.id;

import hub.Mode;
import hub.analysis.view.AntiPattern;
import hub.analysis.view.MarkedText;
import hub.analysis.view.MarkedText.Mark;
import hub.analysis.view.Opportunity;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Part;
import hub.analysis.view.Quote;
import hub.analysis.view.ThreadView;
import hub.analysis.view.ThreadView.Entry;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The evidence of the sample analysis: one opportunity and one thread. */
final class EvidenceSamples {
  static final long THREAD = 4711;

  private EvidenceSamples() {}

  static MarkedText marked(String text, long quoteId, String... marks) {
    List<Mark> places = new ArrayList<>();
    for (String mark : marks) {
      int start = text.indexOf(mark);
      places.add(new Mark(start, start + mark.length(), quoteId));
    }
    return new MarkedText(text, places);
  }

  static OpportunityView opportunity(UUID analysisId, UUID opportunityId) {
    Opportunity found =
        Samples.opportunities().stream()
            .filter(o -> o.id().equals(opportunityId))
            .findFirst()
            .orElse(Samples.opportunities().getFirst());
    boolean candidate =
        Samples.results(analysisId).candidates().stream()
            .anyMatch(c -> c.id().equals(opportunityId));
    return new OpportunityView(
        analysisId,
        Samples.TOPIC,
        Mode.SANDBOX,
        found,
        candidate,
        candidate ? 0 : 1 + Samples.opportunities().indexOf(found),
        8,
        "Agencies take invoices only through their own portal. Each portal wants the order number,"
            + " job number and word count per match band in its own form, and refuses without"
            + " saying which field is wrong. Translators find out weeks later, when the payment"
            + " does not come.",
        "Freelance translators who bill three or more agencies, mostly in the EU, 10 to 40 small"
            + " jobs a month.",
        "A spreadsheet of each portal’s rules, retyping, and asking project managers by mail.",
        quotes(),
        "3 accounts not counted: 2 near-copies, 1 automatic",
        Map.of(
            Part.PAIN, "money late by weeks, in 9 of 14 accounts",
            Part.WOULD_PAY, "3 people name a price, 12 to 25 a month",
            Part.DOABLE, "forms are public; two portals forbid automation"),
        List.of(
            new OpportunityView.Finding(
                AntiPattern.PLATFORM_DEPENDENT, "partly", quotes().subList(1, 3))),
        List.of(
            new OpportunityView.Product("A spreadsheet", 6, "of what each of them hates"),
            new OpportunityView.Product("Lingobill", 4, "lovely PDFs no portal accepts"),
            new OpportunityView.Product("TransDesk", 2, "for agencies, not for us")),
        months(1, 0, 2, 1, 3, 2, 4, 3, 5, 6, 8, 7),
        3,
        Instant.parse("2026-11-25T14:00:00Z"),
        2,
        "feasibility v7 · 3fa91c",
        "sandbox");
  }

  private static List<OpportunityView.Month> months(int... mentions) {
    List<OpportunityView.Month> months = new ArrayList<>();
    for (int i = 0; i < mentions.length; i++) {
      months.add(new OpportunityView.Month(YearMonth.of(2025, 12).plusMonths(i), mentions[i]));
    }
    return months;
  }

  private static List<Quote> quotes() {
    List<Quote> quotes =
        new ArrayList<>(
            List.of(
                quote(
                    1,
                    false,
                    "two_bureaus_late",
                    "TranslationStudies",
                    "2026-11-11",
                    "I have sent the same invoice to the same agency four times now. Each time the"
                        + " portal says “invalid”, and each time a different person tells me it is"
                        + " fine on their side.",
                    "a different person tells me it is fine on their side"),
                quote(
                    2,
                    true,
                    "linden_and_ink",
                    "freelance",
                    "2026-11-02",
                    "Their system wants the PO, the job number, the word count per match band and"
                        + " the net in a field that only takes commas. I would happily pay fifteen"
                        + " a month to never type that again.",
                    "happily pay fifteen a month"),
                quote(
                    3,
                    true,
                    "subtitling_sanna",
                    "TranslationStudies",
                    "2026-10-28",
                    "Every agency has its own portal, its own PO format and its own way of refusing"
                        + " you. I keep a spreadsheet of what each of them hates.",
                    "I keep a spreadsheet of what each of them hates."),
                quote(
                    4,
                    false,
                    "marta_lektor",
                    "translator",
                    "2026-10-19",
                    "Lost a whole 60-day payment cycle because a hyphen was missing in the PO"
                        + " number. Sixty days. A hyphen.",
                    "a hyphen was missing in the PO number")));
    for (int n = 5; n <= 21; n++) {
      quotes.add(
          quote(
              n,
              n % 2 == 0,
              "freelancer_" + n % 10,
              "freelance",
              "2026-09-0" + (1 + n % 9),
              "The portal took it, and then it did not. Entry " + n + " of my list.",
              "and then it did not"));
    }
    quotes.add(
        new Quote(
            22,
            THREAD,
            false,
            null,
            null,
            "translator",
            Instant.parse("2026-08-01T10:00:00Z"),
            new Quote.Place(22, 40, 80)));
    return quotes;
  }

  private static Quote quote(
      long id,
      boolean comment,
      String author,
      String community,
      String day,
      String words,
      String cue) {
    return new Quote(
        id,
        THREAD,
        comment,
        marked(words, 0, cue),
        author,
        community,
        Instant.parse(day + "T09:42:00Z"),
        new Quote.Place(id, 0, words.length()));
  }

  static ThreadView thread(UUID analysisId) {
    String post =
        "I work with five agencies and four of them moved to a supplier portal this year. I have"
            + " sent the same invoice to the same agency four times now. Each time the portal says"
            + " “invalid”, and each time a different person tells me it is fine on their side.\n\n"
            + "The amount is right, the PO is right, my VAT number has not changed since 2014. The"
            + " portal does not say which field it dislikes. Payment was due on the 30th of"
            + " September.\n\n"
            + "Is there any way to test an invoice before I send it? How do you all cope?";
    String sanna =
        "Every agency has its own portal, its own PO format and its own way of refusing you. I keep"
            + " a spreadsheet of what each of them hates. Happy to share it, but it is out of date"
            + " the day I do.";
    String linden =
        "Same here, and it is always the same four things. Their system wants the PO, the job"
            + " number, the word count per match band and the net in a field that only takes"
            + " commas. I would happily pay fifteen a month to never type that again.";
    return new ThreadView(
        analysisId,
        Samples.TOPIC,
        Mode.SANDBOX,
        THREAD,
        MarkedText.plain("Portal has rejected my invoice for the fourth time. How do you cope?"),
        "TranslationStudies",
        entry(
            1,
            0,
            "two_bureaus_late",
            "09:42",
            marked(
                post,
                1,
                "I have sent the same invoice to the same agency four times now. Each time the"
                    + " portal says “invalid”, and each time a different person tells me it is fine"
                    + " on their side.")),
        List.of(
            entry(
                2,
                0,
                "linden_and_ink",
                "10:15",
                marked(linden, 2, linden.substring(linden.indexOf("Their system")))),
            entry(
                3,
                1,
                "two_bureaus_late",
                "10:31",
                MarkedText.plain("Commas. Of course it is commas. Trying that tonight.")),
            entry(
                4,
                1,
                "ostrava_evening",
                "11:02",
                MarkedText.plain(
                    "For one of mine it was the date. They want 2026/11/11 and nothing else, and"
                        + " the field says “any format”.")),
            entry(
                5,
                0,
                "subtitling_sanna",
                "12:20",
                marked(sanna, 3, sanna.substring(0, sanna.indexOf(" Happy")))),
            new Entry(
                6,
                1,
                null,
                null,
                time("12:40"),
                false,
                "Deleted at the source. Removed here on 12 Nov 2026, 08:00, with every quote from"
                    + " it."),
            new Entry(
                7,
                0,
                MarkedText.plain("Have you tried PortalHelper? Use code TRANSLATE20 for 20 % off."),
                "portalhelper_official",
                time("13:05"),
                true,
                ""),
            entry(
                8,
                0,
                "pm_at_an_agency",
                "15:48",
                MarkedText.plain(
                    "From the other side: we cannot see the reason either. The portal shows us a"
                        + " red dot. We tell you it is fine because for us it is."))),
        1,
        List.of(
            new ThreadView.Place(
                1,
                "the portal says “invalid”",
                "two_bureaus_late",
                id(101),
                "Agency portals reject the invoice and nobody says why"),
            new ThreadView.Place(
                2,
                "happily pay fifteen a month",
                "linden_and_ink",
                id(101),
                "Agency portals reject the invoice and nobody says why"),
            new ThreadView.Place(
                3,
                "a spreadsheet of what each of them hates",
                "subtitling_sanna",
                id(101),
                "Agency portals reject the invoice and nobody says why")),
        Instant.parse("2026-11-23T13:40:00Z"),
        Instant.parse("2026-11-25T13:40:00Z"),
        "reddit-search-poll v12",
        null);
  }

  private static Entry entry(long id, int depth, String author, String time, MarkedText words) {
    return new Entry(id, depth, words, author, time(time), false, "");
  }

  private static Instant time(String time) {
    return Instant.parse("2026-11-11T" + time + ":00Z");
  }
}
