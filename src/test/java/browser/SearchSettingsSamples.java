package browser;

import hub.Mode;
import hub.budget.BudgetState;
import hub.llm.EmbeddingModels.Chosen;
import hub.llm.EmbeddingModels.Model;
import hub.settings.SearchPage;
import hub.settings.Trouble;
import hub.vectors.ModelChange.Offer;
import hub.vectors.ModelChange.Progress;
import hub.vectors.PineconeSetup;
import hub.vendors.StoredKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which search is set up, in its states. */
@Controller
class SearchSettingsSamples {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final Model SMALL = new Model("text-embedding-3-small", 1536);
  private static final List<Offer> OFFERS =
      List.of(
          new Offer(Model.IN_JAR.name(), 0, BigDecimal.ZERO),
          new Offer(SMALL.name(), 12_042, new BigDecimal("0.08429")),
          new Offer("text-embedding-3-large", 12_042, new BigDecimal("0.54792")));

  @GetMapping("/settings/search")
  String page(
      @RequestParam(defaultValue = "first") String state, org.springframework.ui.Model model) {
    model.addAttribute("search", page(state));
    return "settings/search";
  }

  @GetMapping("/settings/search/now")
  String now(org.springframework.ui.Model model) {
    page("changing", model);
    return "settings/search :: now";
  }

  private static SearchPage page(String state) {
    return switch (state) {
      case "changing" -> new SearchPage(chosen(null), progress(null), OFFERS, simulated(), none());
      case "stopped" ->
          new SearchPage(
              chosen(null), progress("The limit is reached"), OFFERS, simulated(), none());
      case "removing" -> new SearchPage(chosen(SMALL), null, OFFERS, live(null), none());
      case "parked" ->
          new SearchPage(chosen(null), null, OFFERS, live("Pinecone refused the key"), none());
      case "wrong" ->
          new SearchPage(
              chosen(null),
              null,
              OFFERS,
              simulated(),
              new Trouble("key", "Pinecone refuses this key with 401. Copy it again."));
      case "limit" ->
          new SearchPage(
              chosen(null),
              null,
              OFFERS,
              environment(),
              new Trouble("limit", "Type dollars, like 0.25."));
      default -> new SearchPage(chosen(null), null, OFFERS, simulated(), none());
    };
  }

  private static Trouble none() {
    return Trouble.none();
  }

  private static Chosen chosen(@Nullable Model old) {
    return new Chosen(Mode.SANDBOX, Model.IN_JAR, null, old);
  }

  private static Progress progress(@Nullable String trouble) {
    return new Progress(
        SMALL.name(),
        7_105,
        12_042,
        new BudgetState(
            Samples.id(9),
            new BigDecimal("0.17"),
            new BigDecimal("0.034562"),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new BigDecimal("0.034562"),
            BigDecimal.ZERO),
        trouble);
  }

  private static PineconeSetup.State simulated() {
    return new PineconeSetup.State(false, true, false, "https://api.pinecone.io", null, null);
  }

  private static PineconeSetup.State environment() {
    return new PineconeSetup.State(true, true, true, "https://api.pinecone.io", null, null);
  }

  private static PineconeSetup.State live(@Nullable String trouble) {
    return new PineconeSetup.State(
        false,
        true,
        true,
        "https://api.pinecone.io",
        new StoredKey("x7Qd", NOW, "pcsk-sample", null),
        trouble);
  }
}
