package hub.vectors;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where texts stand: in which thread, read by which analysis. */
@Repository
class Places {
  private final JdbcClient jdbc;

  Places(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The thread's post and the newest analysis that read it, if there are such. */
  record Place(long textId, @Nullable Long postId, @Nullable UUID analysis) {}

  List<Place> of(UUID workspaceId, Collection<Long> ids) {
    return jdbc.sql(
            """
            select t.id as text_id, p.id as post_id,
                   (select a.id
                      from analysis_post r
                      join analysis a on a.id = r.analysis_id
                     where r.text_id = p.id
                       and a.workspace_id = :workspace
                     order by a.created_at desc
                     limit 1) as analysis
              from forum_text t
              left join forum_text p
                on (p.workspace_id, p.mode, p.source, p.name) = (t.workspace_id, t.mode, t.source, t.thread)
             where t.workspace_id = :workspace
               and t.id = any(:ids)
            """)
        .param("workspace", workspaceId)
        .param("ids", ids.toArray(Long[]::new))
        .query(Place.class)
        .list();
  }

  /** The texts that an analysis of this workspace read. */
  Set<Long> texts(UUID workspaceId, UUID analysis) {
    return new HashSet<>(
        jdbc.sql(
                """
                with ours as (select id from analysis where id = :analysis and workspace_id = :workspace)
                select text_id from analysis_post where analysis_id in (table ours)
                 union
                select text_id from analysis_comment where analysis_id in (table ours)
                """)
            .param("analysis", analysis)
            .param("workspace", workspaceId)
            .query(Long.class)
            .list());
  }
}
