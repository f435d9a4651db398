package hub.integration.view;

import hub.integration.FlowKind;
import hub.integration.Flows;
import hub.integration.delivery.Deliveries;
import hub.integration.delivery.Delivery;
import hub.web.CurrentUser;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What result flows were told, what did not arrive, and what people do about it. */
@Controller
@RequestMapping("/flows/deliveries")
class DeliveriesController {
  private static final int A_PAGE = 50;

  private final Deliveries deliveries;
  private final Flows flows;

  DeliveriesController(Deliveries deliveries, Flows flows) {
    this.deliveries = deliveries;
    this.flows = flows;
  }

  @GetMapping
  String list(
      CurrentUser user,
      @RequestParam(required = false) @Nullable UUID flow,
      @RequestParam(required = false) Delivery.@Nullable State state,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    int at = Math.max(1, page);
    List<Delivery> found =
        deliveries.list(user.workspaceId(), flow, state, (at - 1) * A_PAGE, A_PAGE + 1);
    model.addAttribute("deliveries", found.stream().limit(A_PAGE).toList());
    model.addAttribute("more", found.size() > A_PAGE);
    model.addAttribute("page", at);
    model.addAttribute("flow", flow);
    model.addAttribute("state", state);
    model.addAttribute("states", Delivery.State.values());
    model.addAttribute("flows", flows.results(user.workspaceId()));
    model.addAttribute("mayEdit", user.mayEditFlows());
    model.addAttribute(
        "dead",
        flow == null
            ? 0
            : deliveries
                .counts(user.workspaceId())
                .getOrDefault(flow, java.util.Map.of())
                .getOrDefault(Delivery.State.DEAD, 0));
    return "flows/deliveries";
  }

  @PostMapping("/{id}/redrive")
  String redrive(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer version,
      RedirectAttributes then) {
    FlowReader.requireEditor(user, FlowKind.RESULT);
    boolean done = deliveries.redrive(user.workspaceId(), id, version);
    String by = version == null ? "the published version" : "version " + version;
    then.addFlashAttribute(
        "said",
        done ? "It goes out anew by " + by + ", with all its attempts." : "It is on its way.");
    return "redirect:/flows/deliveries";
  }

  @PostMapping("/redrive")
  String redriveAll(CurrentUser user, @RequestParam UUID flow, RedirectAttributes then) {
    FlowReader.requireEditor(user, FlowKind.RESULT);
    int many = deliveries.redriveAll(user.workspaceId(), flow);
    then.addFlashAttribute(
        "said", many == 1 ? "1 delivery is tried anew." : many + " deliveries are tried anew.");
    return "redirect:/flows/deliveries?flow=" + flow;
  }

  @PostMapping("/{id}/discard")
  String discard(CurrentUser user, @PathVariable UUID id, RedirectAttributes then) {
    FlowReader.requireEditor(user, FlowKind.RESULT);
    boolean done = deliveries.discard(user.workspaceId(), id);
    then.addFlashAttribute("said", done ? "It is left undone." : "It had ended already.");
    return "redirect:/flows/deliveries";
  }
}
