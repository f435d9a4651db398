package hub.integration.secret;

import hub.vendors.SecretSeal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The secrets in the database, sealed. */
@Repository
class SealedFlowSecrets implements FlowSecrets, OpenedSecrets {
  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final int LONGEST_NAME = 60;

  /** Shorter ones would be found by chance in what they are masked in. */
  private static final int SHORTEST = 8;

  private static final int LONGEST = 4000;

  private final JdbcClient jdbc;
  private final SecretSeal seal;
  private final Clock clock;

  SealedFlowSecrets(JdbcClient jdbc, SecretSeal seal, Clock clock) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public List<Named> names(UUID workspaceId) {
    return jdbc.sql(
            """
            select s.name, s.set_at, u.name as set_by
              from flow_secret s left join app_user u on u.id = s.set_by
             where s.workspace_id = :workspace
             order by s.name
            """)
        .param("workspace", workspaceId)
        .query(
            (row, n) ->
                new Named(
                    row.getString("name"),
                    row.getTimestamp("set_at").toInstant(),
                    row.getString("set_by")))
        .list();
  }

  @Override
  public void put(UUID workspaceId, String name, String value, UUID by) {
    check(name, value);
    SecretSeal.Sealed sealed = seal.close(workspaceId, name, value);
    jdbc.sql(
            """
            insert into flow_secret (workspace_id, name, nonce, sealed, master, set_at, set_by)
            values (:workspace, :name, :nonce, :sealed, :master, :now, :by)
            on conflict (workspace_id, name) do update
               set nonce = excluded.nonce, sealed = excluded.sealed, master = excluded.master,
                   set_at = excluded.set_at, set_by = excluded.set_by
            """)
        .param("workspace", workspaceId)
        .param("name", name)
        .param("nonce", sealed.nonce())
        .param("sealed", sealed.text())
        .param("master", sealed.master())
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by)
        .update();
  }

  private static void check(String name, String value) {
    if (!NAMES.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "A secret's name is small letters, digits and dashes, up to %d.".formatted(LONGEST_NAME));
    }
    if (value.length() < SHORTEST || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A secret has %d to %,d characters.".formatted(SHORTEST, LONGEST));
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A secret is one line.");
    }
  }

  @Override
  public boolean remove(UUID workspaceId, String name) {
    return jdbc.sql("delete from flow_secret where workspace_id = :workspace and name = :name")
            .param("workspace", workspaceId)
            .param("name", name)
            .update()
        == 1;
  }

  @Override
  public Map<String, String> open(UUID workspaceId) {
    Map<String, String> opened = new LinkedHashMap<>();
    jdbc.sql(
            """
            select name, nonce, sealed, master from flow_secret
             where workspace_id = :workspace order by name
            """)
        .param("workspace", workspaceId)
        .query(
            row -> {
              String name = row.getString("name");
              opened.put(
                  name,
                  seal.open(
                      workspaceId,
                      name,
                      new SecretSeal.Sealed(
                          row.getBytes("nonce"), row.getBytes("sealed"), row.getString("master"))));
            });
    return opened;
  }

  @Override
  public Map<String, Instant> stamps(UUID workspaceId) {
    Map<String, Instant> stamps = new LinkedHashMap<>();
    names(workspaceId).forEach(each -> stamps.put(each.name(), each.setAt()));
    return stamps;
  }
}
