package hub.analysis.view;

import hub.web.ApiToken;
import hub.web.CurrentUser;
import hub.web.UiStates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Every part of the pages in every state, for those who run the installation or change its look.
 */
@Controller
class UiController {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  private final ObjectProvider<UiStates> rooms;

  UiController(ObjectProvider<UiStates> rooms) {
    this.rooms = rooms;
  }

  /** A named state of the money line. */
  record Sample(String name, MoneyBar bar) {}

  @GetMapping("/ui")
  String parts(CurrentUser user, Model model) {
    if (!user.administrator()) {
      throw new AccessDeniedException("The parts are shown to administrators");
    }
    model.addAttribute("bars", bars());
    model.addAttribute("notices", notices());
    model.addAttribute("tiers", Tier.values());
    model.addAttribute("once", Facts.Reading.of(3));
    model.addAttribute("twice", Facts.Reading.of(3, 4));
    model.addAttribute("dots", List.of("running", "done", "slow", "stopped", "waits"));
    model.addAttribute(
        "quotes", List.of(quote("Sixty days. A hyphen.", "u_who_waits"), quote(null, null)));
    model.addAttribute("nowhere", new UUID(0, 0));
    model.addAttribute("now", NOW);
    model.addAttribute("tokens", tokens());
    rooms.orderedStream().forEach(room -> model.addAllAttributes(room.values()));
    model.addAttribute("rooms", rooms.orderedStream().map(UiStates::template).toList());
    return "ui/states";
  }

  private static List<ApiToken> tokens() {
    return List.of(
        token("Reports", NOW.plusSeconds(3600), NOW, null),
        token("Never used", NOW.plusSeconds(3600), null, null),
        token("Past its day", NOW, NOW, null),
        token("Taken back", NOW.plusSeconds(3600), NOW, NOW));
  }

  private static ApiToken token(
      String name, Instant expires, @Nullable Instant used, @Nullable Instant revoked) {
    UUID nobody = new UUID(0, 0);
    return new ApiToken(
        nobody, nobody, name, Set.of(ApiToken.Scope.READ), NOW, expires, used, revoked);
  }

  private static List<Sample> bars() {
    return List.of(
        new Sample("Before the start", bar("0", "0")),
        new Sample("Running", bar("0.8316", "0.0624")),
        new Sample("Past its estimate, inside its budget", bar("1.7100", "0.0500")),
        new Sample("Budget reached", bar("2.0000", "0")),
        new Sample("Cancelled, two calls on their way", bar("0.6100", "0.0500")));
  }

  private static MoneyBar bar(String charged, String held) {
    var estimate = new Range(new BigDecimal("1.10"), new BigDecimal("1.62"));
    return new MoneyLine(
            new BigDecimal("2.00"),
            new BigDecimal(charged),
            new BigDecimal(held),
            2,
            BigDecimal.ZERO,
            "",
            estimate,
            new BigDecimal("1.34"))
        .bar();
  }

  private static List<Notice> notices() {
    return List.of(
        Notice.warn("Budget reached: $0.9981 of $1.00.", "The list below is ranked and real."),
        Notice.info(
            "Cancelled.",
            "Nothing new starts. 2 calls are on their way and may still cost up to $0.0187."),
        Notice.bad(
            "Reddit refused access (403).",
            "Collection from Reddit has stopped and is not retried."));
  }

  private static Quote quote(@Nullable String words, @Nullable String author) {
    MarkedText text =
        words == null ? null : new MarkedText(words, List.of(new MarkedText.Mark(0, 10, 0)));
    return new Quote(
        0,
        0,
        false,
        text,
        author,
        "translator",
        Instant.parse("2026-10-19T09:00:00Z"),
        new Quote.Place(0, 0, 10));
  }
}
