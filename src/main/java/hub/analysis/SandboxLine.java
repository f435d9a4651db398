package hub.analysis;

import hub.Mode;
import hub.web.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/**
 * Has every page of an analysis say that its posts and answers are invented, if they are, also once
 * the vendors are live.
 */
@ControllerAdvice(basePackages = "hub.analysis.view")
class SandboxLine {
  private static final Pattern OF_ANALYSIS =
      Pattern.compile("^/analyses/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(/.*)?$");

  private final AnalysisRows rows;

  SandboxLine(AnalysisRows rows) {
    this.rows = rows;
  }

  /** Adds {@code invented}; asked of the database only by a page that shows it. */
  @ModelAttribute
  void invented(HttpServletRequest request, @Nullable CurrentUser user, Model model) {
    Matcher path = OF_ANALYSIS.matcher(request.getServletPath());
    if (user != null && path.matches()) {
      UUID id = UUID.fromString(path.group(1));
      model.addAttribute("invented", lazily(user.workspaceId(), id));
    }
  }

  private LazyContextVariable<Boolean> lazily(UUID workspace, UUID id) {
    return new LazyContextVariable<>() {
      @Override
      protected Boolean loadValue() {
        return rows.find(workspace, id).filter(found -> found.mode() == Mode.SANDBOX).isPresent();
      }
    };
  }
}
