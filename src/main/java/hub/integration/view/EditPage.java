package hub.integration.view;

import hub.integration.Flow;
import hub.web.CurrentUser;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Everything that stands on the page of a flow's text. */
@Component
class EditPage {
  private final FlowReader reader;
  private final Verdicts verdicts;
  private final Messages messages;

  EditPage(FlowReader reader, Verdicts verdicts, Messages messages) {
    this.reader = reader;
    this.verdicts = verdicts;
    this.messages = messages;
  }

  String show(CurrentUser user, Flow flow, Draft draft, Model model) {
    model.addAttribute("line", reader.line(user, flow));
    model.addAttribute("newest", reader.version(flow, flow.newest()));
    model.addAttribute("draft", draft);
    model.addAttribute("verdict", verdicts.on(flow, draft.text()));
    model.addAttribute("recorded", messages.recorded(user, flow));
    return "flows/edit";
  }
}
