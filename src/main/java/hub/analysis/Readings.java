package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import hub.analysis.view.Facts;
import hub.sources.Text;
import hub.sources.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the model said of each opportunity, criterion by criterion, and the quotes it was shown. */
@Repository
class Readings {
  static final List<String> CRITERIA = List.of("pain", "would_pay", "doable", "room");

  /** An opportunity's words. */
  record Words(String title, String problem, String who) {}

  /** A quote with its own words. */
  record Quoted(long mention, String words) {}

  /** One criterion: the level that counts, the other reading if it differs, and why. */
  record Level(Facts.Reading reading, String why, String prompt, String model) {
    private static Level both(Level first, Level second) {
      boolean lower = second.reading().level() < first.reading().level();
      return new Level(
          Facts.Reading.of(first.reading().level(), second.reading().level()),
          lower ? second.why() : first.why(),
          first.prompt(),
          first.model());
    }
  }

  private record Row(
      UUID opportunity,
      String criterion,
      int reading,
      int level,
      String why,
      String prompt,
      String model) {}

  private record Candidate(long mention, @Nullable String author) {}

  private record Place(long mention, long text, int starts, int ends) {}

  private final JdbcClient jdbc;
  private final Texts texts;

  Readings(JdbcClient jdbc, Texts texts) {
    this.jdbc = jdbc;
    this.texts = texts;
  }

  Words words(UUID opportunity) {
    return jdbc.sql("select title, problem, who from opportunity where id = :id")
        .param("id", opportunity)
        .query(Words.class)
        .single();
  }

  /** The mentions that speak for an opportunity, evidence first, authors taking turns. */
  List<Long> mentions(UUID opportunity, int most) {
    List<Candidate> candidates =
        jdbc.sql(
                """
                select m.id as mention, m.author_key as author
                  from finding f
                  join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
                 where f.opportunity_id = :opportunity and m.role in ('cue', 'evidence', 'workaround')
                 order by m.role = 'workaround',
                          row_number() over (partition by m.role order by m.said_at desc, m.starts),
                          m.role
                """)
            .param("opportunity", opportunity)
            .query(Candidate.class)
            .list();
    List<Candidate> chosen = new ArrayList<>();
    Set<String> spoken = new HashSet<>();
    candidates.stream()
        .filter(c -> c.author() != null && spoken.add(c.author()))
        .forEach(chosen::add);
    candidates.stream().filter(c -> !chosen.contains(c)).forEach(chosen::add);
    return chosen.stream().limit(most).map(Candidate::mention).toList();
  }

  /** What these mentions say; those whose words are gone are left out. */
  Map<Long, Quoted> quotes(UUID workspaceId, List<Long> mentions) {
    List<Place> places =
        jdbc.sql(
                """
                select id as mention, text_id as text, starts, ends from mention where id = any(:mentions)
                """)
            .param("mentions", mentions.toArray(Long[]::new))
            .query(Place.class)
            .list();
    Map<Long, Text> byId =
        texts.byIds(workspaceId, places.stream().map(Place::text).distinct().toList()).stream()
            .collect(Collectors.toMap(Text::id, Function.identity()));
    Map<Long, Quoted> quotes = new HashMap<>();
    for (Place place : places) {
      Text text = byId.get(place.text());
      if (text != null && place.ends() <= Quotes.words(text).length()) {
        String words = Quotes.words(text).substring(place.starts(), place.ends());
        quotes.put(place.mention(), new Quoted(place.mention(), words));
      }
    }
    return quotes;
  }

  void clear(UUID analysisId) {
    jdbc.sql(
            """
            delete from reading
             where opportunity_id in (select id from opportunity where analysis_id = :analysis)
            """)
        .param("analysis", analysisId)
        .update();
  }

  void write(
      UUID opportunity,
      int reading,
      JsonNode item,
      Map<String, Quoted> shown,
      String prompt,
      String model) {
    for (String criterion : CRITERIA) {
      JsonNode said = item.path(criterion);
      List<Long> rests = new ArrayList<>();
      said.path("quotes")
          .forEach(
              slip -> {
                Quoted quote = shown.get(slip.asText());
                if (quote != null) {
                  rests.add(quote.mention());
                }
              });
      jdbc.sql(
              """
              insert into reading (opportunity_id, reading, criterion, level, why, mentions, prompt, model)
              values (:opportunity, :reading, :criterion, :level, :why, :mentions, :prompt, :model)
              on conflict (opportunity_id, reading, criterion)
              do update set level = excluded.level, why = excluded.why, mentions = excluded.mentions
              """)
          .param("opportunity", opportunity)
          .param("reading", reading)
          .param("criterion", criterion)
          .param("level", said.path("level").asInt())
          .param("why", said.path("why").asText())
          .param("mentions", rests.toArray(Long[]::new))
          .param("prompt", prompt)
          .param("model", model)
          .update();
    }
  }

  /**
   * What counts for each opportunity's criteria: of two readings the lower; absent where the model
   * has not read.
   */
  Map<UUID, Map<String, Level>> levels(UUID analysisId) {
    List<Row> rows =
        jdbc.sql(
                """
                select r.opportunity_id as opportunity, r.criterion, r.reading, r.level, r.why, r.prompt, r.model
                  from opportunity o join reading r on r.opportunity_id = o.id
                 where o.analysis_id = :analysis order by r.reading
                """)
            .param("analysis", analysisId)
            .query(Row.class)
            .list();
    Map<UUID, Map<String, Level>> levels = new HashMap<>();
    for (Row row : rows) {
      levels
          .computeIfAbsent(row.opportunity(), id -> new HashMap<>())
          .merge(
              row.criterion(),
              new Level(Facts.Reading.of(row.level()), row.why(), row.prompt(), row.model()),
              Level::both);
    }
    return levels;
  }
}
