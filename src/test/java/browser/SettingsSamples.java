package browser;

import hub.Mode;
import hub.budget.ModelStops;
import hub.budget.Rates;
import hub.llm.ModelPrice;
import hub.llm.ModelState;
import hub.llm.PriceEntry;
import hub.llm.Trials;
import hub.reddit.RedditApp;
import hub.reddit.RedditState;
import hub.settings.ModelPage;
import hub.settings.RedditPage;
import hub.settings.Report;
import hub.settings.Tried;
import hub.settings.Trouble;
import hub.vendors.StoredKey;
import hub.web.Finding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The settings' pages in their states. */
@Controller
class SettingsSamples {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final StoredKey KEY = new StoredKey("x7Qd", NOW, "sk-sample", null);
  private static final StoredKey LOST =
      new StoredKey(
          "x7Qd",
          NOW,
          null,
          "The master key that sealed it is gone: put the former one back into the file"
              + " /srv/sluice/data.keys/master.key, or enter the key again");
  private static final ModelPrice PRICE =
      new ModelPrice(
          3,
          "gpt-4.1-mini",
          new Rates(
              new BigDecimal("0.0000004"),
              new BigDecimal("0.0000001"),
              new BigDecimal("0.0000004"),
              new BigDecimal("0.0000016")),
          null,
          BigDecimal.ONE,
          1_047_576,
          32_768);

  @GetMapping("/settings")
  String checks(@RequestParam(required = false) @Nullable String check, Model model) {
    model.addAttribute("report", check == null ? null : report());
    return "settings/doctor";
  }

  @GetMapping("/settings/checks")
  String checksAlone(Model model) {
    model.addAttribute("report", report());
    return "settings/doctor :: checks";
  }

  static Report report() {
    return new Report(
        List.of(
            new Report.Line(
                "Database", Finding.ok("PostgreSQL 18.6 answers in 1 ms and holds 84 MB.")),
            new Report.Line(
                "Model (OpenAI)",
                Finding.attention(
                    "Simulated on this machine; its answers are invented.",
                    "Set up a real model when you are ready.",
                    "/settings/model")),
            new Report.Line(
                "Reddit",
                Finding.broken(
                    "Reddit refused the log-in of App abcd... with 401.",
                    "Check client id and secret, and that the app’s approval still stands.",
                    "/settings/reddit")),
            new Report.Line(
                "Imports",
                Finding.broken(
                    "/srv/sluice/data/inbox can’t be written.",
                    "Give the hub’s user the right to.",
                    null))),
        NOW);
  }

  @GetMapping("/settings/model")
  String model(@RequestParam(defaultValue = "first") String state, Model model) {
    model.addAttribute("setup", page(state));
    if (state.equals("tried")) {
      model.addAttribute("tried", new Tried(true, "The model answered.", "All works together."));
    }
    if (state.equals("refused")) {
      model.addAttribute(
          "tried", new Tried(false, "The model can’t be asked.", "The key is wrong."));
    }
    return "settings/model";
  }

  private static ModelPage page(String state) {
    return switch (state) {
      case "wrong" ->
          page(
              model("", null, "", null, null),
              new Trouble("address", "Begin with https://."),
              null);
      case "price" ->
          page(
              model("http://localhost:11434/v1", KEY, "", null, null),
              new Trouble("output", "Type dollars for a million tokens, like 0.25."),
              null);
      case "trial", "refused" ->
          page(
              model("https://api.openai.com/v1", KEY, "gpt-4.1-mini", null, null),
              Trouble.none(),
              last());
      case "tried" ->
          page(
              model("https://api.openai.com/v1", KEY, "gpt-4.1-mini", NOW, null),
              Trouble.none(),
              last());
      case "parked" ->
          page(
              model(
                  "https://api.openai.com/v1",
                  LOST,
                  "gpt-4.1-mini",
                  null,
                  "The stored key can’t be opened"),
              Trouble.none(),
              last());
      case "environment" ->
          page(
              new ModelState(
                  true,
                  Mode.LIVE,
                  "https://api.openai.com/v1",
                  null,
                  false,
                  "gpt-4.1-mini",
                  Optional.of(PRICE),
                  null,
                  null),
              Trouble.none(),
              last());
      default -> page(model("", null, "", null, null), Trouble.none(), null);
    };
  }

  private static ModelState model(
      String address,
      @Nullable StoredKey key,
      String model,
      @Nullable Instant tried,
      @Nullable String trouble) {
    return new ModelState(
        false,
        trouble == null ? Mode.SANDBOX : Mode.LIVE,
        address,
        key,
        false,
        model,
        model.isEmpty() ? Optional.empty() : Optional.of(PRICE),
        tried,
        trouble);
  }

  private static ModelPage page(ModelState state, Trouble trouble, Trials.@Nullable Trial last) {
    return new ModelPage(
        state,
        state.hasAddress() ? state.address() : "https://api.openai.com/v1",
        "gpt-4.1-mini",
        new PriceEntry(false, "", "", "", "", ""),
        trouble,
        state.isComplete() ? new BigDecimal("0.0016748") : null,
        last,
        last == null
            ? List.of()
            : List.of(
                new ModelStops.Stop(
                    Mode.LIVE,
                    "openai",
                    "gpt-5-nano",
                    Samples.id(9),
                    "usage above the hold",
                    NOW)));
  }

  private static Trials.Trial last() {
    return new Trials.Trial(
        "gpt-4.1-mini",
        "settled",
        "answered",
        new BigDecimal("0.0000412"),
        new BigDecimal("0.0016748"),
        NOW);
  }

  @GetMapping("/settings/reddit")
  String reddit(@RequestParam(defaultValue = "first") String state, Model model) {
    model.addAttribute("setup", redditPage(state));
    return "settings/reddit";
  }

  private static RedditPage redditPage(String state) {
    String missing = "Reddit has no key: enter your approved app";
    RedditState reddit =
        switch (state) {
          case "app" ->
              new RedditState(
                  false,
                  Mode.SANDBOX,
                  "aBcDeFgHiJkLmN",
                  KEY,
                  "kestrel_lab",
                  "ticket 10442",
                  null,
                  null,
                  List.of(new RedditApp("aBcDeFgHiJkLmN", KEY, null)));
          case "live" ->
              new RedditState(
                  false,
                  Mode.LIVE,
                  "aBcDeFgHiJkLmN",
                  KEY,
                  "kestrel_lab",
                  "ticket 10442",
                  null,
                  "Reddit answered 403",
                  List.of(
                      new RedditApp("aBcDeFgHiJkLmN", KEY, null),
                      new RedditApp("bBcDeFgHiJkLmN", KEY, "Reddit refused the log-in.")));
          case "parked" ->
              new RedditState(
                  false,
                  Mode.LIVE,
                  "aBcDeFgHiJkLmN",
                  LOST,
                  "kestrel_lab",
                  "ticket 10442",
                  missing,
                  null,
                  List.of(new RedditApp("aBcDeFgHiJkLmN", LOST, "It has no secret.")));
          case "environment" ->
              new RedditState(
                  true,
                  Mode.LIVE,
                  "aBcDeFgHiJkLmN",
                  null,
                  "kestrel_lab",
                  "",
                  null,
                  null,
                  List.of(new RedditApp("aBcDeFgHiJkLmN", null, null)));
          default ->
              new RedditState(false, Mode.SANDBOX, "", null, "", "", missing, null, List.of());
        };
    return new RedditPage(
        reddit,
        reddit.clientId(),
        reddit.account(),
        reddit.approval(),
        "https://www.reddit.com/api/v1/access_token",
        state.equals("wrong") ? new Trouble("approval", "Give its reference.") : Trouble.none());
  }
}
