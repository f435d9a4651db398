package hub.audit;

import hub.audit.AuditTrail.Act;
import hub.sources.TextsErased;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A receipt for words that went, in the transaction that erases them: which texts, why, never what
 * they said.
 */
@Component
class ErasureReceipts {
  private static final int NAMED = 60;

  private final JdbcClient jdbc;
  private final AuditTrail trail;

  ErasureReceipts(JdbcClient jdbc, AuditTrail trail) {
    this.jdbc = jdbc;
    this.trail = trail;
  }

  private record Share(UUID workspaceId, String source, String mode, List<Long> ids) {}

  @EventListener
  void erased(TextsErased erased) {
    shares(erased.ids())
        .forEach(
            share ->
                trail.record(
                    new Act(
                        share.workspaceId(),
                        null,
                        false,
                        "Erased words: " + erased.why().words(),
                        share.source() + ", " + share.mode(),
                        detail(share.ids()),
                        0)));
  }

  private List<Share> shares(List<Long> ids) {
    return jdbc.sql(
            """
            select workspace_id, source, mode, array_agg(id order by id) as ids
              from forum_text
             where id = any(:ids)
             group by workspace_id, source, mode
             order by workspace_id, source, mode
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(
            (row, n) ->
                new Share(
                    row.getObject("workspace_id", UUID.class),
                    row.getString("source"),
                    row.getString("mode"),
                    List.of((Long[]) row.getArray("ids").getArray())))
        .list();
  }

  private static String detail(List<Long> ids) {
    String named =
        Stream.concat(
                ids.stream().limit(NAMED).map(String::valueOf),
                ids.size() > NAMED ? Stream.of("… to " + ids.getLast()) : Stream.empty())
            .collect(Collectors.joining(", "));
    return "%,d %s: %s".formatted(ids.size(), ids.size() == 1 ? "text" : "texts", named);
  }
}
