package hub.analysis;

import hub.Mode;
import hub.analysis.view.Refused;
import hub.analysis.view.Upload;
import hub.imports.ImportedPosts;
import hub.reddit.UploadRefused;
import hub.reddit.Uploads;
import hub.sources.Collected;
import hub.sources.Text;
import hub.sources.Texts;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
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
  private final ImportedPosts imported;
  private final JdbcClient jdbc;
  private final Clock clock;

  UploadedTexts(
      Uploads uploads, Texts texts, ImportedPosts imported, JdbcClient jdbc, Clock clock) {
    this.uploads = uploads;
    this.texts = texts;
    this.imported = imported;
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

  /**
   * The posts of an upload, or those of an import that are nearest to the topic; none if this
   * workspace has neither.
   */
  List<Long> posts(UUID workspaceId, UUID upload, String topic, Instant since) {
    List<Long> uploaded =
        jdbc.sql(
                """
                select unnest(posts) from upload where id = :id and workspace_id = :workspace
                """)
            .param("id", upload)
            .param("workspace", workspaceId)
            .query(Long.class)
            .list();
    return uploaded.isEmpty() ? imported.nearest(workspaceId, upload, topic, since) : uploaded;
  }

  /** Uploads and imports of this workspace, of those asked for, in the order asked. */
  List<Upload> named(UUID workspaceId, Collection<UUID> ids) {
    return jdbc.sql(
            """
            select id, file_name, posts, comments, note
              from (select id, workspace_id, file_name, cardinality(posts) as posts, comments, '' as note from upload
                     union all
                    select id, workspace_id, file_name, cast(posts as int), cast(comments as int),
                           'Those nearest to the topic are read.'
                      from dump_import) as named
             where workspace_id = :workspace and id = any(:ids)
             order by array_position(cast(:ids as uuid[]), id)
            """)
        .param("workspace", workspaceId)
        .param("ids", ids.toArray(UUID[]::new))
        .query(Upload.class)
        .list();
  }
}
