package hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.ActingFor;
import hub.Mode;
import hub.TestDatabase;
import hub.TestHub;
import hub.ledger.Ledger;
import hub.web.ApiToken.Scope;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A workspace with an analysis, charges and people, and everybody else of another one who tries
 * every address for it.
 */
class WorkspacesApartTest {
  private static final UUID OURS = TestDatabase.WORKSPACE;
  private static final UUID THEIRS = UUID.fromString("00000000-0000-7000-8000-0000000000b1");
  private static final UUID THEIR_OWNER = UUID.fromString("00000000-0000-7000-8000-0000000000b2");

  /** Why each is left out stands in V060. */
  private static final Set<String> LEFT_OUT =
      Set.of("job", "job_waiting", "job_share", "dead_letter", "text_words", "analysis_charge");

  /** Addresses that would end the very log-in that walks, or everybody's. */
  private static final Set<String> NOT_POSTED = Set.of("/log-out", "/log-in");

  private static final Set<String> MADE_FOR_ALL = Set.of("/operations", "/operations/dead/{id}");

  private static TestHub hub;
  private static JdbcClient owner;
  private static UUID analysis;
  private static Set<String> secrets;
  private static List<String> ids;
  private static final Map<String, Set<RequestMethod>> ADDRESSES = new TreeMap<>();

  @BeforeAll
  static void start() {
    hub = TestHub.start(Map.of("hub.ledger.chain-every", "50ms"));
    owner = hub.database().asOwner();
    theirWorkspace();
    analysis = theirAnalysis();
    secrets = secrets();
    ids = ids();
    hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues()
                    .forEach(
                        path ->
                            ADDRESSES
                                .computeIfAbsent(path, none -> new TreeSet<>())
                                .addAll(info.getMethodsCondition().getMethods())));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static void theirWorkspace() {
    owner
        .sql("insert into workspace (id, name) values (:id, 'Heron Works')")
        .param("id", THEIRS)
        .update();
    Walker.person(hub, THEIR_OWNER, THEIRS, "Bruno Heron", CurrentUser.Role.OWNER, false);
    hub.bean(ApiTokens.class)
        .create(
            new CurrentUser(
                THEIR_OWNER, THEIRS, "Bruno Heron", "x@example.org", CurrentUser.Role.OWNER, false),
            "Heron's program",
            Set.of(Scope.READ),
            Instant.now().plus(Duration.ofDays(1)));
    hub.bean(Ledger.class)
        .credit(THEIRS, Mode.SANDBOX, new BigDecimal("7.77"), "Heron's apology", THEIR_OWNER);
  }

  private static UUID theirAnalysis() {
    UUID id = hub.analysed(THEIRS, THEIR_OWNER, "Heron's secret invoices of translators");
    await().until(() -> hub.bean(Ledger.class).state(THEIRS).unchained() == 0);
    return id;
  }

  private static Set<String> secrets() {
    Set<String> secrets = new LinkedHashSet<>(Set.of("Heron", analysis.toString()));
    secrets.addAll(owner.sql("select title from opportunity").query(String.class).list());
    secrets.addAll(
        owner
            .sql("select id::text from opportunity union all select id::text from api_token")
            .query(String.class)
            .list());
    assertThat(secrets).hasSizeGreaterThan(8);
    return secrets;
  }

  /** What an address could be about, one of each. */
  private static List<String> ids() {
    return owner
        .sql(
            """
            select id from (
              select 1, analysis_id::text from analysis_event group by analysis_id
              union all (select 2, id::text from opportunity limit 1)
              union all (select 3, text_id::text from mention limit 1)
              union all (select 5, id::text from app_user where workspace_id = :theirs)
            ) as found (place, id) order by place
            """)
        .param("theirs", THEIRS)
        .query(String.class)
        .list();
  }

  @Test
  void theDatabaseShowsAWorkspaceItsOwnRowsAlone() {
    JdbcClient jdbc = hub.bean(JdbcClient.class);
    for (String table : kept()) {
      long all = jdbc.sql("select count(*) from " + table).query(Long.class).single();
      // Sources are the installation's, and there for everybody.
      long shared = count(jdbc, UUID.randomUUID(), table);
      assertThat(shared == 0 || table.startsWith("flow")).as("all see rows of " + table).isTrue();
      long ours = count(jdbc, OURS, table) - shared;
      long theirs = count(jdbc, THEIRS, table) - shared;
      assertThat(ours + theirs + shared).as("rows of " + table).isEqualTo(all);
    }
    assertThat(count(jdbc, THEIRS, "mention")).isPositive();
    assertThat(count(jdbc, OURS, "mention")).isZero();
    assertThat(count(jdbc, UUID.randomUUID(), "forum_text")).isZero();
    assertThat(
            ActingFor.workspace(
                OURS, () -> jdbc.sql("update analysis set topic = 'Changed by another'").update()))
        .isZero();
    assertThatThrownBy(
            () ->
                ActingFor.workspace(
                    OURS,
                    () ->
                        hub.bean(Ledger.class)
                            .credit(THEIRS, Mode.SANDBOX, BigDecimal.ONE, "a gift", THEIR_OWNER)))
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("row-level security");
  }

  private static long count(JdbcClient jdbc, UUID workspace, String table) {
    return ActingFor.workspace(
        workspace, () -> jdbc.sql("select count(*) from " + table).query(Long.class).single());
  }

  /** Tables with a policy. */
  private static List<String> kept() {
    return owner
        .sql("select tablename from pg_policies where policyname = 'apart' order by 1")
        .query(String.class)
        .list();
  }

  @Test
  void everyTableOfAWorkspaceIsKeptApart() {
    List<String> owned =
        owner
            .sql(
                """
                select table_of.relname
                  from pg_class table_of
                  join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
                 where relkind in ('r', 'p') and not relispartition
                   and (exists (select from pg_attribute
                                 where attrelid = table_of.oid and attname = 'workspace_id' and not attisdropped)
                        or exists (select from pg_constraint
                                    where conrelid = table_of.oid and contype = 'f'
                                      and confrelid in ('analysis'::regclass, 'opportunity'::regclass,
                                                        'dump_import'::regclass)))
                 order by 1
                """)
            .query(String.class)
            .list();

    assertThat(owned).hasSizeGreaterThan(30);
    assertThat(owned)
        .as("tables of a workspace; one made later calls keep_apart in its migration")
        .filteredOn(table -> !LEFT_OUT.contains(table))
        .isSubsetOf(kept());
  }

  @Test
  void noAddressShowsOrChangesAnythingOfAnotherWorkspace() throws Exception {
    String before = theirRows();
    for (CurrentUser one : everyRole()) {
      Walk walk = new Walk(one);
      for (Map.Entry<String, Set<RequestMethod>> address : ADDRESSES.entrySet()) {
        // Owners try whatever an address could be about, the others what it is most likely about.
        List<String> all = filled(address.getKey());
        boolean isOwner = one.role() == CurrentUser.Role.OWNER && !one.administrator();
        List<String> tried = isOwner ? all : all.subList(0, 1);
        boolean onlyRead = address.getValue().equals(Set.of(RequestMethod.GET));
        for (String filled : tried) {
          if (!onlyRead && one.maySpend() && !NOT_POSTED.contains(filled)) {
            walk.change(filled);
          }
          if (isRead(address.getValue())
              && (!one.administrator() || !MADE_FOR_ALL.contains(address.getKey()))) {
            walk.read(filled);
          }
        }
      }
      walk.read("/stream?watch=" + analysis + ":0");
    }
    assertThat(theirRows()).isEqualTo(before);
  }

  @Test
  void noTokenReadsOrChangesAnythingOfAnotherWorkspace() throws Exception {
    String before = theirRows();
    CurrentUser ours = Walker.person(hub, OURS, "Pia", CurrentUser.Role.OWNER, false);
    String token =
        hub.bean(ApiTokens.class)
            .create(
                ours,
                "a program",
                Set.of(Scope.READ, Scope.RUN),
                Instant.now().plus(Duration.ofHours(1)));
    HttpClient http = HttpClient.newHttpClient();
    for (String path : ADDRESSES.keySet()) {
      if (path.startsWith("/api/v1/")) {
        for (String address : filled(path)) {
          for (String method : List.of("GET", "POST", "DELETE")) {
            HttpResponse<String> answer =
                http.send(
                    HttpRequest.newBuilder(URI.create(hub.url() + address))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "k")
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                    BodyHandlers.ofString());
            assertTold(method + " " + address + " by a program", address, answer);
            assertThat(!address.equals(path) && answer.statusCode() < 300)
                .as(method + " " + address + " answers " + answer.statusCode())
                .isFalse();
          }
        }
      }
    }
    assertThat(theirRows()).isEqualTo(before);
  }

  private static boolean isRead(Set<RequestMethod> methods) {
    return methods.isEmpty() || methods.contains(RequestMethod.GET);
  }

  private static List<CurrentUser> everyRole() {
    List<CurrentUser> everyRole = new ArrayList<>();
    for (CurrentUser.Role role : CurrentUser.Role.values()) {
      everyRole.add(Walker.person(hub, OURS, "Otto", role, false));
    }
    everyRole.add(Walker.person(hub, OURS, "Adele", CurrentUser.Role.OWNER, true));
    return everyRole;
  }

  /** A hash of all rows that are theirs, but what only counts log-ins. */
  /** What clocks change whoever asks; of flows, what belongs to the sources that all use. */
  private static final Set<String> MOVED_BY_THE_CLOCK =
      Set.of("ledger_checkpoint", "ended_analysis", "flow_node", "flow_recording");

  private static String theirRows() {
    StringBuilder all = new StringBuilder();
    for (String table : kept()) {
      String hash =
          ActingFor.workspace(
              THEIRS,
              () ->
                  hub.bean(JdbcClient.class)
                      .sql(
                          "select coalesce(md5(string_agg(r::text, ';' order by r::text)), '') from %s r"
                              .formatted(table))
                      .query(String.class)
                      .single());
      if (!MOVED_BY_THE_CLOCK.contains(table)) {
        all.append(table).append(' ').append(hash).append('\n');
      }
    }
    return all.toString();
  }

  private static void assertTold(String what, String asked, HttpResponse<String> answer) {
    assertThat(secrets)
        .as(what + " answers " + answer.statusCode())
        .filteredOn(secret -> !asked.contains(secret) && !isOfOurOwnAsking(asked, secret))
        .noneMatch(answer.body()::contains);
  }

  /** Our own audit log holds the ids that we have just typed. */
  private static boolean isOfOurOwnAsking(String asked, String secret) {
    return asked.startsWith("/settings/audit") && ids.contains(secret);
  }

  /** The address with each of their ids in its place. */
  private static List<String> filled(String path) {
    if (!path.contains("{")) {
      return List.of(path.replace("**", "x"));
    }
    List<String> all = new ArrayList<>();
    Matcher first = Pattern.compile("\\{[^}]+}").matcher(path);
    for (String id : ids) {
      // Whatever stands first is the whole of what stands behind it.
      String begun = first.replaceFirst(id);
      if (begun.contains("{")) {
        ids.forEach(part -> all.add(begun.replaceFirst("\\{[^}]+}", part)));
        return all;
      } else {
        all.add(begun);
      }
    }
    return all;
  }

  /** Somebody of ours who is logged in. */
  private static final class Walk {
    private final CurrentUser who;
    private final Walker walker;

    Walk(CurrentUser who) throws Exception {
      this.who = who;
      this.walker = Walker.loggedIn(hub, who);
    }

    void read(String address) throws Exception {
      assertTold("GET " + address + " by " + who.role(), address, get(address));
    }

    void change(String address) throws Exception {
      assertTold("POST " + address + " by " + who.role(), address, post(address));
    }

    private HttpResponse<String> get(String address) throws Exception {
      return walker.send(request(address));
    }

    private HttpResponse<String> post(String address) throws Exception {
      String form = "_csrf=" + URLEncoder.encode(walker.form(), StandardCharsets.UTF_8);
      return walker.send(
          request(address)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpRequest.Builder request(String address) {
      return HttpRequest.newBuilder(URI.create(hub.url() + address))
          .timeout(Duration.ofSeconds(20))
          .header("Accept", "text/html");
    }
  }
}
