package hub.integration.view;

import java.util.List;

/** A route drawn, and the same for a table. */
public record Drawing(Shape.Route route, StepTraffic traffic, Diagram diagram) {

  public List<Shape.Step> steps() {
    return route.all().toList();
  }
}
