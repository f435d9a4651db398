package hub.integration.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The values below {@code flow} in the configuration. */
@Component
class ConfiguredValues implements FlowValues {
  private final Environment environment;
  private final Set<String> names = new TreeSet<>();

  ConfiguredValues(Environment environment) {
    this.environment = environment;
    Binder.get(environment)
        .bind("flow", Bindable.mapOf(String.class, String.class))
        .orElse(Map.of())
        .keySet()
        .forEach(name -> names.add("flow." + name));
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public Optional<String> value(String name) {
    return names.contains(name)
        ? Optional.ofNullable(environment.getProperty(name))
        : Optional.empty();
  }
}
