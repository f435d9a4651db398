package hub.settings;

import hub.vendors.StoredKey;
import hub.web.Finding;
import hub.web.UiStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Checks, keys and trials in every state. */
@Component
class SettingsStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  @Override
  public String template() {
    return "settings/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of("uiReport", report(), "uiKeys", keys(), "uiTrials", trials());
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
}
