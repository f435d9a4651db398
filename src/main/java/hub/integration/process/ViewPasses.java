package hub.integration.process;

import hub.Sha256;
import hub.ViewsLogin;
import hub.integration.child.Begin;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What lets a process of flows ask the database's views: a log-in that sees nothing by itself, and
 * a pass by which the views show one workspace's rows. The database knows a pass by its hash, for
 * ten minutes from its last use, so that a hub which is killed leaves none behind.
 */
@Component
public class ViewPasses {
  private static final Logger LOG = LoggerFactory.getLogger(ViewPasses.class);
  private static final int PASS_BYTES = 32;

  /** Well above what one message may take, well below how long a pass is good. */
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(3);

  private final Optional<ViewsLogin> login;
  private final JdbcClient jdbc;

  @Autowired
  ViewPasses(
      ObjectProvider<ViewsLogin> own,
      JdbcConnectionDetails database,
      ViewSettings settings,
      JdbcClient jdbc) {
    this(Optional.ofNullable(own.getIfAvailable()).or(() -> of(database, settings)), jdbc);
  }

  ViewPasses(Optional<ViewsLogin> login, JdbcClient jdbc) {
    this.login = login;
    this.jdbc = jdbc;
  }

  private static Optional<ViewsLogin> of(JdbcConnectionDetails database, ViewSettings settings) {
    return settings.password().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ViewsLogin(
                withoutCredentials(database.getJdbcUrl()),
                settings.username(),
                settings.password()));
  }

  /** The hub's own user and password may stand in its address. */
  static String withoutCredentials(String url) {
    return url.replaceAll("(?<=[?&])(user|password)=[^&]*(&|$)", "").replaceAll("[?&]$", "");
  }

  /** Why flows cannot ask here, as a sentence; empty if they can. */
  public Optional<String> lacking() {
    if (login.isEmpty()) {
      return Optional.of("hub.flows.views.password is not set");
    }
    String user = login.get().user();
    try {
      return jdbc.sql(
              """
              select case when to_regrole(:role) is null then 'there is no role ' || :role
                          when (select rolsuper or rolbypassrls or rolcreaterole or rolreplication
                                  from pg_roles where rolname = :role)
                               or exists (select from pg_auth_members where member = to_regrole(:role))
                               or has_table_privilege(cast(:role as name), 'public.flow_pass', 'select')
                            then 'the role ' || :role || ' may do more than log in'
                          when not has_schema_privilege(cast(:role as name), 'flow_views', 'usage')
                            then 'the role ' || :role || ' was made after the hub started' end
              """)
          .param("role", user)
          .query((row, number) -> Optional.ofNullable(row.getString(1)))
          .single();
    } catch (DataAccessException e) {
      return Optional.of("the database does not answer");
    }
  }

  /** A pass for the process of a workspace's flows; empty if flows cannot ask here. */
  Optional<Pass> open(UUID workspaceId) {
    if (lacking().isPresent()) {
      return Optional.empty();
    }
    byte[] random = new byte[PASS_BYTES];
    new SecureRandom().nextBytes(random);
    String words = HexFormat.of().formatHex(random);
    jdbc.sql("delete from flow_pass where expires_at < now()").update();
    return login.map(known -> new Pass(known, words, workspaceId));
  }

  /** One process's pass, good until it is closed or not used for ten minutes. */
  final class Pass implements AutoCloseable {
    private final Begin.Access access;
    private final String hash;
    private final UUID workspaceId;
    private long renewedAt;

    private Pass(ViewsLogin login, String words, UUID workspaceId) {
      this.access = new Begin.Access(login.url(), login.user(), login.password(), words);
      this.hash = Sha256.hex(words);
      this.workspaceId = workspaceId;
      renew();
    }

    Begin.Access access() {
      return access;
    }

    /** It is about to be used. One that has expired meanwhile is good again. */
    synchronized void use() {
      if (System.nanoTime() - renewedAt > RENEWED_AFTER.toNanos()) {
        renew();
      }
    }

    private void renew() {
      jdbc.sql(
              """
              insert into flow_pass (hash, workspace_id, expires_at)
              values (:hash, :workspace, now() + interval '10 minutes')
              on conflict (hash) do update set expires_at = excluded.expires_at
              """)
          .param("hash", hash)
          .param("workspace", workspaceId)
          .update();
      renewedAt = System.nanoTime();
    }

    @Override
    public void close() {
      try {
        jdbc.sql("delete from flow_pass where hash = :hash").param("hash", hash).update();
      } catch (DataAccessException e) {
        LOG.debug("A pass is left to expire", e);
      }
    }
  }
}
