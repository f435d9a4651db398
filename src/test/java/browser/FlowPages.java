package browser;

import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.web.UiStates;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages of flows with the samples of the parts' page. */
@Controller
@RequestMapping("/flows")
class FlowPages {
  private final ObjectProvider<UiStates> states;

  FlowPages(ObjectProvider<UiStates> states) {
    this.states = states;
  }

  @ModelAttribute
  void line(Model model) {
    model.addAttribute("place", "flows");
    model.addAttribute("line", all("uiFlows").getFirst());
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String none, Model model) {
    model.addAttribute("lines", none == null ? all("uiFlows") : List.of());
    model.addAttribute("shown", none == null ? flow() : null);
    model.addAttribute("drawings", none == null ? all("uiFlowDrawings").subList(0, 1) : List.of());
    model.addAttribute("mayMake", true);
    return "flows/list";
  }

  private Object flow() {
    return ((hub.integration.view.FlowLine) all("uiFlows").getFirst()).flow();
  }

  @GetMapping("/now")
  String now(Model model) {
    list(null, model);
    return "flows/list :: now";
  }

  @GetMapping("/one")
  String one(Model model) {
    model.addAttribute("drawings", all("uiFlowDrawings"));
    model.addAttribute("history", all("uiFlowHistory"));
    return "flows/one";
  }

  /** Asked every three seconds by whoever stays on the page. */
  @GetMapping("/{id}/now")
  String oneNow(Model model) {
    one(model);
    return "flows/one :: now";
  }

  @GetMapping("/docs")
  String docs(Model model) {
    model.addAttribute("guide", sample("uiFlowGuide"));
    return "flows/docs";
  }

  @GetMapping("/new")
  String make(@RequestParam(required = false) @Nullable String trouble, Model model) {
    model.addAttribute("form", Map.of("kind", "RESULT", "name", "Crm", "starter", ""));
    model.addAttribute("trouble", trouble == null ? null : "Small letters, please: crm.");
    model.addAttribute("kinds", FlowKind.values());
    model.addAttribute("starters", List.of(flow()));
    return "flows/new";
  }

  @GetMapping("/edit")
  String edit(@RequestParam(defaultValue = "") String state, Model model) {
    boolean good = state.equals("good");
    model.addAttribute("newest", all("uiFlowVersions").getFirst());
    model.addAttribute("draft", sample(good ? "uiFlowGoodDraft" : "uiFlowDraft"));
    model.addAttribute("verdict", all("uiFlowVerdicts").get(good ? 0 : 1));
    model.addAttribute("recorded", all("uiFlowMessages"));
    model.addAttribute("trial", good ? all("uiFlowTrials").getFirst() : null);
    model.addAttribute("theirs", state.equals("stale") ? all("uiFlowVersions").get(1) : null);
    model.addAttribute("between", all("uiFlowRows"));
    return "flows/edit";
  }

  /** Finds nothing wrong once the misspelt endpoint is right. */
  @PostMapping("/{id}/check")
  String check(@RequestParam String yaml, Model model) {
    model.addAttribute("verdict", all("uiFlowVerdicts").get(yaml.contains("direct:kep-") ? 1 : 0));
    return "flows/edit :: verdict";
  }

  @PostMapping("/{id}/complete")
  @ResponseBody
  Map<String, ?> complete(@RequestParam int column) {
    return Map.of(
        "from",
        column,
        "options",
        List.of(Map.of("label", "keep-post", "detail", "takes a post over")));
  }

  @GetMapping("/versions")
  String versions(Model model) {
    model.addAttribute("versions", all("uiFlowVersions"));
    model.addAttribute("later", all("uiFlowVersions").getFirst());
    model.addAttribute("earlier", all("uiFlowVersions").get(1));
    model.addAttribute("rows", all("uiFlowRows"));
    return "flows/versions";
  }

  @GetMapping("/deliveries")
  String deliveries(@RequestParam(required = false) @Nullable String none, Model model) {
    model.addAttribute("deliveries", none == null ? all("uiFlowDeliveries") : List.of());
    model.addAttribute("flows", List.of(flow()));
    model.addAttribute("flow", ((Flow) flow()).id());
    model.addAttribute("dead", 4);
    model.addAttribute("page", 2);
    model.addAttribute("more", true);
    model.addAttribute("mayEdit", true);
    model.addAttribute("states", hub.integration.delivery.Delivery.State.values());
    return "flows/deliveries";
  }

  @GetMapping("/secrets")
  String secrets(@RequestParam(required = false) @Nullable String trouble, Model model) {
    model.addAttribute("secrets", all("uiFlowSecrets"));
    model.addAttribute("mayEdit", true);
    model.addAttribute("trouble", trouble);
    return "flows/secrets";
  }

  @GetMapping("/trace")
  String trace(Model model) {
    model.addAttribute("analyses", List.of());
    model.addAttribute("path", sample("uiFlowPath"));
    return "flows/trace";
  }

  @GetMapping("/routes")
  String routes(Model model) {
    model.addAttribute("routes", List.of("work", "collect-community"));
    return "flows/routes";
  }

  @GetMapping("/route")
  String route(Model model) {
    model.addAttribute("drawing", all("uiFlowDrawings").getFirst());
    return "flows/route";
  }

  private List<?> all(String name) {
    return (List<?>) sample(name);
  }

  private Object sample(String name) {
    return states.stream()
        .flatMap(room -> room.values().entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
        .get(name);
  }
}
