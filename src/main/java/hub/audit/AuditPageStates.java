package hub.audit;

import hub.web.UiStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log's lines in every state. */
@Component
class AuditPageStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final UUID MIRA = new UUID(0, 2);

  @Override
  public String template() {
    return "audit/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiAudit",
        List.of(
            entry(4, "Mira Okafor", "Raised a budget", "budget 5.00", false, 0),
            entry(3, "Mira Okafor", "Started an analysis", null, true, 0),
            entry(2, "Mira Okafor", "Changed a role", "role owner", false, 403),
            entry(0, null, "Tried to log in with a wrong password", null, false, 401)));
  }

  private static AuditEntry entry(
      long seq,
      @Nullable String who,
      String act,
      @Nullable String detail,
      boolean byProgram,
      int refused) {
    return new AuditEntry(
        seq + 10,
        seq,
        seq == 0 ? null : "9c41d0f0b07e3f44".repeat(4),
        new UUID(0, 1),
        NOW,
        who == null ? null : MIRA,
        who,
        byProgram,
        act,
        MIRA.toString(),
        detail,
        refused);
  }
}
