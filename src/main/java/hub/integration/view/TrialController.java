package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowText;
import hub.integration.Recording;
import hub.integration.check.Checked;
import hub.integration.check.FlowCheck;
import hub.integration.trial.DryRun;
import hub.integration.trial.Trial;
import hub.integration.trial.TrialMessage;
import hub.web.CurrentUser;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Tries a text that somebody writes on one message; nothing is kept and nothing is sent. */
@Controller
@RequestMapping("/flows/{id}/try")
class TrialController {
  private static final int LONGEST_MESSAGE = 100_000;

  private final FlowReader reader;
  private final FlowCheck check;
  private final DryRun dryRun;
  private final Messages messages;
  private final EditPage page;

  TrialController(
      FlowReader reader, FlowCheck check, DryRun dryRun, Messages messages, EditPage page) {
    this.reader = reader;
    this.check = check;
    this.dryRun = dryRun;
    this.messages = messages;
    this.page = page;
  }

  /**
   * What to try it on.
   *
   * @param from which consumer gets the message; empty for the first
   * @param recorded a recorded message's key; empty for what was pasted
   */
  record Asked(@Nullable String from, @Nullable String recorded, @Nullable String body) {}

  @PostMapping
  String run(
      CurrentUser user,
      @PathVariable UUID id,
      Draft draft,
      Asked asked,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
      Model model) {
    Flow flow = reader.findToChange(user, id);
    model.addAttribute("asked", asked);
    run(user, flow, draft, asked, model);
    return part == null
        ? page.show(user, flow, draft, model)
        : "flows/trial :: outcome(trial=${trial}, trouble=${trialTrouble})";
  }

  private void run(CurrentUser user, Flow flow, Draft draft, Asked asked, Model model) {
    Checked checked = check.check(new FlowText(flow.kind(), flow.name(), draft.text()));
    Optional<String> from = from(checked, asked);
    if (!checked.passes() || from.isEmpty()) {
      model.addAttribute(
          "trialTrouble", "Only what passes the check is tried. See the problems beside the text.");
      return;
    }
    Optional<Recording> recording =
        messages
            .recording(flow, asked.recorded() == null ? "" : asked.recorded())
            .filter(
                each ->
                    checked.routes().stream().anyMatch(route -> route.from().equals(each.from())));
    Trial trial =
        recording
            .map(each -> dryRun.run(checked.flow(), each.from(), each.message(), each.answers()))
            .orElseGet(() -> dryRun.run(checked.flow(), from.get(), message(user, flow, asked)));
    model.addAttribute("trial", new TrialView(trial));
  }

  private static Optional<String> from(Checked checked, Asked asked) {
    return checked.routes().stream()
        .map(route -> route.from())
        .filter(uri -> asked.from() == null || asked.from().isEmpty() || uri.equals(asked.from()))
        .findFirst();
  }

  private TrialMessage message(CurrentUser user, Flow flow, Asked asked) {
    String key = asked.recorded() == null ? "" : asked.recorded();
    return messages.find(user, flow, key).map(Recorded::message).orElseGet(() -> pasted(asked));
  }

  private static TrialMessage pasted(Asked asked) {
    String body = asked.body() == null ? "" : asked.body().strip();
    String cut = body.substring(0, Math.min(body.length(), LONGEST_MESSAGE));
    boolean json = cut.startsWith("{") || cut.startsWith("[");
    return new TrialMessage(cut, json ? "JSON" : "text", Map.of(), Map.of());
  }
}
