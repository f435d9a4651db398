package hub.settings;

import hub.Mode;
import hub.budget.BudgetState;
import hub.llm.EmbeddingModels.Chosen;
import hub.llm.EmbeddingModels.Model;
import hub.vectors.ModelChange.Progress;
import hub.vectors.PineconeSetup;
import hub.vendors.StoredKey;
import hub.web.Finding;
import hub.web.UiStates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks, keys and trials in every state. */
@Component
class SettingsStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  private static final PineconeSetup.State NO_PINECONE =
      new PineconeSetup.State(false, false, false, "https://api.pinecone.io", null, null);

  @Override
  public String template() {
    return "settings/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiReport", report(), "uiKeys", keys(), "uiTrials", trials(), "uiSearches", searches());
  }

  private static Report report() {
    return new Report(
        List.of(
            new Report.Line("Database", Finding.ok("PostgreSQL 18.6 answers in 1 ms.")),
            new Report.Line(
                "Model",
                Finding.attention(
                    "Simulated on this machine.", "Set up a real model.", "/settings/model")),
            new Report.Line(
                "Imports",
                Finding.broken(
                    "The inbox can’t be written.", "Give the hub’s user the right.", null))),
        NOW);
  }

  private static List<StoredKey> keys() {
    return List.of(
        new StoredKey("x7Qd", NOW, "never shown", null),
        new StoredKey("", NOW, "never shown", null),
        new StoredKey("x7Qd", NOW, null, "The master key that sealed it is gone: enter it again"));
  }

  private static List<Tried> trials() {
    return List.of(
        new Tried(true, "The model answered.", "Key, address, model and price work together."),
        new Tried(false, "The model can’t be asked.", "It refused the key."));
  }

  /** Changes of the model: one that is free, a paid one, one that waits, and the end of one. */
  private static List<SearchPage> searches() {
    Model paid = new Model("text-embedding-3-small", 1_536);
    return List.of(
        changing(paid, new Progress(Model.IN_JAR.name(), 710, 1_204, null, null)),
        changing(Model.IN_JAR, new Progress(paid.name(), 710, 1_204, charged("0.1402"), null)),
        changing(
            Model.IN_JAR,
            new Progress(
                paid.name(), 102, 1_204, charged("0.42"), "its limit of $0.42 is reached")),
        page(new Chosen(Mode.LIVE, paid, null, Model.IN_JAR), null));
  }

  private static BudgetState charged(String dollars) {
    BigDecimal none = BigDecimal.ZERO;
    BigDecimal charged = new BigDecimal(dollars);
    return new BudgetState(
        new UUID(0, 9), new BigDecimal("0.42"), charged, none, none, none, charged, none);
  }

  private static SearchPage changing(Model now, Progress progress) {
    return page(new Chosen(Mode.LIVE, now, null, null), progress);
  }

  private static SearchPage page(Chosen chosen, @Nullable Progress progress) {
    return new SearchPage(chosen, progress, List.of(), NO_PINECONE, Trouble.none());
  }
}
