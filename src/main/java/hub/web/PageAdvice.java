package hub.web;

import hub.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.Model;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** What the layout of every page needs; asked of the database only by a page that shows it. */
@ControllerAdvice
class PageAdvice {
  private final JdbcClient jdbc;
  private final SingletonSupplier<List<Vendor>> vendors;

  PageAdvice(JdbcClient jdbc, ObjectProvider<Vendor> vendors) {
    this.jdbc = jdbc;
    this.vendors = SingletonSupplier.of(() -> vendors.orderedStream().toList());
  }

  /**
   * Adds {@code currentUser}, {@code workspaceName}, {@code sandboxedVendors} and {@code
   * parkedVendors}.
   */
  @ModelAttribute
  void layout(Model model) {
    CurrentUser user = Session.currentUser();
    model.addAttribute("currentUser", user);
    model.addAttribute("workspaceName", workspaceName(user));
    model.addAttribute("sandboxedVendors", sandboxedVendors());
    model.addAttribute("parkedVendors", parkedVendors(user));
  }

  private LazyContextVariable<String> workspaceName(@Nullable CurrentUser user) {
    return new LazyContextVariable<>() {
      @Override
      protected String loadValue() {
        return user == null ? "" : nameOf(user);
      }
    };
  }

  private String nameOf(CurrentUser user) {
    return jdbc.sql("select name from workspace where id = :id")
        .param("id", user.workspaceId())
        .query(String.class)
        .single();
  }

  /** Nobody who has not logged in learns what is missing here. */
  private List<String> parkedVendors(@Nullable CurrentUser user) {
    return user == null
        ? List.of()
        : vendors.obtain().stream()
            .filter(vendor -> vendor.trouble() != null)
            .map(Vendor::name)
            .toList();
  }

  private List<String> sandboxedVendors() {
    return vendors.obtain().stream()
        .filter(vendor -> vendor.mode() == Mode.SANDBOX)
        .map(Vendor::name)
        .toList();
  }
}
