package hub.web;

import hub.web.CurrentUser.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sessions, people and links in every state. */
@Component
class PeopleStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final Instant LONG_AGO = Instant.parse("2025-10-02T09:00:00Z");
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  @Override
  public String template() {
    return "web/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiSessions", sessions(),
        "uiSession", FIRST,
        "uiPeople", people(),
        "uiInvitations", invitations(),
        "uiRoles", Role.values());
  }

  private static List<LogInSession> sessions() {
    return List.of(
        new LogInSession(
            FIRST, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "192.0.2.7", NOW, NOW),
        new LogInSession(
            SECOND,
            "Mozilla/5.0 (iPhone) Version/19 Safari/604.1",
            "2001:db8:85a3:8d3:1319:8a2e:370:7348",
            LONG_AGO,
            NOW),
        new LogInSession(new UUID(0, 3), "curl/8.14.1", "198.51.100.20", NOW, NOW));
  }

  private static List<Person> people() {
    return List.of(
        new Person(FIRST, "Mira Okafor", "mira@example.org", Role.OWNER, true, true, NOW),
        new Person(SECOND, "Ana Silva", "ana@example.org", Role.ANALYST, false, true, LONG_AGO),
        new Person(new UUID(0, 3), "Jonas Weil", "j@example.org", Role.VIEWER, false, false, null));
  }

  private static List<Invitation> invitations() {
    return List.of(invitation(null, "Boris Novak", true), invitation(SECOND, "Ana Silva", false));
  }

  private static Invitation invitation(@Nullable UUID user, String name, boolean administrator) {
    return new Invitation(
        FIRST,
        FIRST,
        user,
        "someone@example.org",
        name,
        Role.OWNER,
        administrator,
        "Kestrel Lab",
        "Mira Okafor",
        NOW.plus(Invitations.VALID));
  }
}
