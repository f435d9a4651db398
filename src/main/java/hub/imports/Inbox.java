package hub.imports;

import hub.sources.SourceSettings;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Dumps that were dropped into a folder; they go to the installation's first workspace, and are
 * kept as the settings say.
 */
@Component
public class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Imports imports;
  private final ImportSettings settings;
  private final SourceSettings sources;
  private final JdbcClient jdbc;
  private final Clock clock;

  Inbox(
      Imports imports,
      ImportSettings settings,
      SourceSettings sources,
      JdbcClient jdbc,
      Clock clock) {
    this.imports = imports;
    this.settings = settings;
    this.sources = sources;
    this.jdbc = jdbc;
    this.clock = clock;
    checkSettings();
  }

  /** At the start, so that nobody learns of it from a file that is not taken. */
  private void checkSettings() {
    try {
      keeping();
    } catch (ImportRefused refused) {
      throw new IllegalStateException(
          "hub.imports.inbox-keeps is longer than hub.sources.expires-after; say why in"
              + " hub.imports.inbox-reason",
          refused);
    }
  }

  /**
   * Takes a file over; it may be deleted when this has returned.
   *
   * @throws IOException if it can't be taken now; it stays where it is
   */
  public void take(File dropped) throws IOException {
    imports
        .take(workspace(), dropped.toPath(), keeping())
        .ifPresentOrElse(
            id -> LOG.info("Import {} has taken a file from the inbox", id),
            () -> LOG.info("A file in the inbox had been taken before"));
  }

  private Keeping keeping() {
    return Keeping.lasting(
        settings.inboxKeeps(), settings.inboxReason(), sources.expiresAfter(), clock.instant());
  }

  private UUID workspace() {
    return jdbc.sql("select id from workspace order by created_at, id limit 1")
        .query(UUID.class)
        .single();
  }
}
