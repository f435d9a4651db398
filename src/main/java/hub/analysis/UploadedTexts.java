package hub.analysis;

import hub.Mode;
import hub.analysis.view.Refused;
import hub.analysis.view.Upload;
import hub.reddit.UploadRefused;
import hub.reddit.Uploads;
import hub.sources.Collected;
import hub.sources.Text;
import hub.sources.Texts;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Texts of a reader's own, stored and waiting for an analysis to judge them. */
@Repository
class UploadedTexts {
  private static final int LONGEST_NAME = 200;

  private final Uploads uploads;
  private final Texts texts;
  private final JdbcClient jdbc;
  private final Clock clock;

  UploadedTexts(Uploads uploads, Texts texts, JdbcClient jdbc, Clock clock) {
    this.uploads = uploads;
    this.texts = texts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Upload store(UUID workspaceId, UUID userId, Mode mode, String fileName, InputStream content) {
    Collected stored = read(workspaceId, mode, fileName, content);
    List<Long> posts =
        texts.byIds(workspaceId, stored.ids()).stream()
            .filter(text -> text.text().isPost())
            .map(Text::id)
            .toList();
    if (posts.isEmpty()) {
      throw new Refused(
          "upload",
          "%s holds no post; save a listing or a thread with its post.".formatted(fileName));
    }
    UUID id = UUID.randomUUID();
    int comments = stored.ids().size() - posts.size();
    jdbc.sql(
            """
            insert into upload (id, workspace_id, created_by, file_name, posts, comments, created_at)
            values (:id, :workspace, :by, :name, :posts, :comments, :at)
            """)
        .param("id", id)
        .param("workspace", workspaceId)
        .param("by", userId)
        .param("name", fileName.substring(0, Math.min(LONGEST_NAME, fileName.length())))
        .param("posts", posts.toArray(Long[]::new))
        .param("comments", comments)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return new Upload(id, fileName, posts.size(), comments, stored.note());
  }

  private Collected read(UUID workspaceId, Mode mode, String fileName, InputStream content) {
    try {
      return uploads.store(workspaceId, mode, fileName, content);
    } catch (UploadRefused refused) {
      throw new Refused("upload", String.valueOf(refused.getMessage()));
    }
  }

  /** The posts of an upload of this workspace; none if there is no such upload. */
  List<Long> posts(UUID workspaceId, UUID upload) {
    return jdbc.sql(
            """
            select unnest(posts) from upload where id = :id and workspace_id = :workspace
            """)
        .param("id", upload)
        .param("workspace", workspaceId)
        .query(Long.class)
        .list();
  }
}
