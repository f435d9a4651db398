package hub.integration.trial;

import hub.integration.FlowText;
import hub.integration.child.Begin;
import hub.integration.child.Note;
import hub.integration.child.Said;
import hub.integration.child.Task;
import hub.integration.policy.FlowView;
import hub.integration.process.ChildClassPath;
import hub.integration.process.ChildProcess;
import hub.integration.process.ChildSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/**
 * Dry runs, each in a process of its own that is killed when it takes too long. It is given no
 * secret, and no endpoint that could send.
 */
@Service
class ChildDryRun implements DryRun {
  private static final Pattern SETTING =
      Pattern.compile("\\{\\{\\s*((?:flow|hub\\.sources|hub\\.imports)\\.[a-z0-9.-]+)\\s*}}");
  private static final String TASK = "trial";

  private final ChildSettings settings;
  private final ChildClassPath classPath;
  private final Environment environment;

  ChildDryRun(ChildSettings settings, ChildClassPath classPath, Environment environment) {
    this.settings = settings;
    this.classPath = classPath;
    this.environment = environment;
  }

  @Override
  public Trial run(
      FlowText flow, String from, TrialMessage message, Map<String, List<TrialMessage>> answers) {
    long began = System.nanoTime();
    Told told = new Told();
    CompletableFuture<String> end = new CompletableFuture<>();
    Begin begin =
        new Begin(
            true,
            List.of(new Begin.Code(flow.name(), flow.yaml())),
            Map.of(),
            properties(flow.yaml()),
            settings.hosts(),
            settings.folder().toAbsolutePath().resolve("trial").toString(),
            notes(answers),
            new Begin.Views(FlowView.words(), null));
    ChildProcess child =
        ChildProcess.start(
            settings,
            classPath,
            begin,
            said -> hear(said, told, end),
            ended -> end.complete(ended.why()));
    try {
      child.say(task(flow, from, message));
      String failure = end.get(settings.trialLimit().toMillis(), TimeUnit.MILLISECONDS);
      return told.trial(since(began), failure);
    } catch (TimeoutException late) {
      return told.trial(
          since(began),
          "It did not end within " + settings.trialLimit().toSeconds() + " s and was stopped");
    } catch (IOException gone) {
      return told.trial(since(began), child.why());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return told.trial(since(began), "The hub is being stopped");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nobody ends a trial with an exception", e);
    } finally {
      child.kill();
    }
  }

  private static void hear(Said said, Told told, CompletableFuture<String> end) {
    switch (said.what()) {
      case STARTED -> {
        if (said.failed() != null && !said.failed().isEmpty()) {
          end.complete("It does not start. " + String.join(" ", said.failed().values()));
        }
      }
      case DONE -> end.complete(said.text() == null ? "" : said.text());
      case STEP, AFTER, SEND, CUT -> told.add(said);
    }
  }

  private static Task task(FlowText flow, String from, TrialMessage message) {
    return new Task(
        TASK,
        flow.name(),
        from,
        message.body(),
        message.type().equals("JSON") || message.type().equals("null"),
        message.headers(),
        message.variables());
  }

  private static Map<String, List<Note>> notes(Map<String, List<TrialMessage>> answers) {
    Map<String, List<Note>> notes = new HashMap<>();
    answers.forEach(
        (door, messages) ->
            notes.put(
                door,
                messages.stream()
                    .map(
                        each ->
                            new Note(each.body(), each.type(), each.headers(), each.variables()))
                    .toList()));
    return notes;
  }

  /** Those settings alone that a flow may name and does. */
  private Map<String, String> properties(String yaml) {
    Map<String, String> properties = new HashMap<>();
    Matcher setting = SETTING.matcher(yaml);
    while (setting.find()) {
      String value = environment.getProperty(setting.group(1));
      if (value != null) {
        properties.put(setting.group(1), value);
      }
    }
    return properties;
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
