package hub.vectors;

import hub.Mode;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Themes and what stands in them. */
@Repository
public class ThemeRows {
  /** Each is compared with every other, so grouping twice as many takes four times as long. */
  static final int MOST = 2_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  ThemeRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An opportunity or candidate of an analysis. */
  record Problem(
      UUID id, UUID analysisId, String title, String problem, String who, Instant foundAt) {
    String gist() {
      return title + ". " + problem;
    }
  }

  /** A theme as it is stored. */
  record Row(UUID id, String title, String change, Instant firstAt) {}

  /** A quote that counts, by whom and when. */
  record Mention(UUID opportunityId, String author, YearMonth month) {}

  /** What the last run looked at. */
  public record Run(Instant at, int opportunities, int alone) {

    /** Whether it looked at as many as it may, so at the newest if there were more. */
    public boolean isOfNewest() {
      return opportunities == MOST;
    }
  }

  /** The spaces that have opportunities. */
  List<Space> spaces() {
    return jdbc.sql(
            """
            select distinct o.workspace_id, a.mode
              from opportunity o
              join analysis a on a.id = o.analysis_id
            """)
        .query(
            (row, n) ->
                new Space(
                    row.getObject("workspace_id", UUID.class), Mode.of(row.getString("mode"))))
        .list();
  }

  /** What can stand in a theme, of much the newest, in a lasting order. */
  List<Problem> problems(Space space) {
    return jdbc.sql(
            """
            select id, analysis_id, title, problem, who, found_at
              from (select o.id, o.analysis_id, o.title, o.problem, o.who, o.found_at
                      from opportunity o
                      join analysis a on a.id = o.analysis_id
                     where o.workspace_id = :workspace
                       and a.mode = :mode
                       and o.merged_into is null
                       and exists (select from finding f where f.opportunity_id = o.id)
                     order by o.found_at desc, o.id desc
                     limit :most) as newest
             order by found_at, id
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("most", MOST)
        .query(Problem.class)
        .list();
  }

  Map<UUID, Set<UUID>> members(Space space) {
    Map<UUID, Set<UUID>> members = new HashMap<>();
    jdbc.sql(
            """
            select m.theme_id, m.opportunity_id
              from theme_member m
              join theme t on t.id = m.theme_id
             where t.workspace_id = :workspace
               and t.mode = :mode
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .query(
            row -> {
              members
                  .computeIfAbsent(row.getObject("theme_id", UUID.class), none -> new HashSet<>())
                  .add(row.getObject("opportunity_id", UUID.class));
            });
    return members;
  }

  List<Row> themes(Space space) {
    return jdbc.sql(
            """
            select id, title, change, first_at
              from theme
             where workspace_id = :workspace
               and mode = :mode
               and change not in ('merged', 'gone')
             order by first_at, id
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .query(Row.class)
        .list();
  }

  /** Who said what stands in themes, and in which month. */
  List<Mention> mentions(Space space) {
    return jdbc.sql(
            """
            select f.opportunity_id, q.author_key, q.said_at
              from theme_member m
              join theme t on t.id = m.theme_id
              join finding f on f.opportunity_id = m.opportunity_id
              join mention q on q.analysis_id = f.analysis_id and q.post_id = f.text_id
             where t.workspace_id = :workspace
               and t.mode = :mode
               and q.role in ('evidence', 'cue', 'workaround')
               and q.author_key is not null
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .query(
            (row, n) ->
                new Mention(
                    row.getObject("opportunity_id", UUID.class),
                    row.getString("author_key"),
                    YearMonth.from(row.getTimestamp("said_at").toInstant().atZone(ZoneOffset.UTC))))
        .list();
  }

  Optional<Run> run(Space space) {
    return jdbc.sql(
            "select at, opportunities, alone from theme_run where workspace_id = :workspace and"
                + " mode = :mode")
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .query(Run.class)
        .optional();
  }

  void put(Space space, UUID id, String title, ThemeMatch.Change change) {
    jdbc.sql(
            """
            insert into theme (id, workspace_id, mode, title, change, first_at, at)
            values (:id, :workspace, :mode, :title, :change, :now, :now)
                on conflict (id) do update
               set title = excluded.title, change = excluded.change, merged_into = null, at = excluded.at
            """)
        .param("id", id)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("title", title)
        .param("change", change.name().toLowerCase(java.util.Locale.ROOT))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** A theme's title, whatever became of the theme. */
  record Titled(UUID id, String title) {}

  /** Every theme's title in the workspaces of these texts. */
  List<Titled> titles(Collection<Long> texts) {
    return jdbc.sql(
            """
            select id, title from theme
             where workspace_id in (select workspace_id from forum_text where id = any(:texts))
             order by id
            """)
        .param("texts", texts.toArray(Long[]::new))
        .query(Titled.class)
        .list();
  }

  /** Calls a theme as one of its members is called now; one without members by nothing. */
  void callAsAMember(UUID id) {
    jdbc.sql(
            """
            update theme
               set title = coalesce((select o.title
                                       from theme_member m
                                       join opportunity o on o.id = m.opportunity_id
                                      where m.theme_id = theme.id
                                      order by o.found_at, o.id
                                      limit 1), '')
             where id = :id
            """)
        .param("id", id)
        .update();
  }

  void end(UUID id, Optional<UUID> mergedInto) {
    jdbc.sql("update theme set change = :change, merged_into = :into, at = :now where id = :id")
        .param("id", id)
        .param("change", mergedInto.isPresent() ? "merged" : "gone")
        .param("into", mergedInto.orElse(null), Types.OTHER)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Replaces who stands where in a space. */
  void place(Space space, Map<UUID, Set<UUID>> members) {
    jdbc.sql(
            """
            delete from theme_member
             where theme_id in (select id from theme where workspace_id = :workspace and mode = :mode)
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .update();
    members.forEach(
        (theme, opportunities) ->
            jdbc.sql(
                    """
                    insert into theme_member (opportunity_id, theme_id, workspace_id)
                    select id, :theme, :workspace from unnest(cast(:ids as uuid[])) as id
                    """)
                .param("theme", theme)
                .param("workspace", space.workspaceId())
                .param("ids", opportunities.toArray(UUID[]::new))
                .update());
  }

  void ran(Space space, int opportunities, int alone) {
    jdbc.sql(
            """
            insert into theme_run (workspace_id, mode, at, opportunities, alone)
            values (:workspace, :mode, :now, :opportunities, :alone)
                on conflict (workspace_id, mode) do update
               set at = excluded.at, opportunities = excluded.opportunities, alone = excluded.alone
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("now", Timestamp.from(clock.instant()))
        .param("opportunities", opportunities)
        .param("alone", alone)
        .update();
  }
}
