package hub.integration.child;

import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.jspecify.annotations.Nullable;

/** The types that a flow may name. All other names are of no class. */
final class AllowedClasses extends DefaultClassResolver {
  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("String", String.class),
          Map.entry("java.lang.String", String.class),
          Map.entry("Integer", Integer.class),
          Map.entry("java.lang.Integer", Integer.class),
          Map.entry("int", int.class),
          Map.entry("Long", Long.class),
          Map.entry("java.lang.Long", Long.class),
          Map.entry("long", long.class),
          Map.entry("Double", Double.class),
          Map.entry("java.lang.Double", Double.class),
          Map.entry("Boolean", Boolean.class),
          Map.entry("java.lang.Boolean", Boolean.class),
          Map.entry("boolean", boolean.class),
          Map.entry("byte[]", byte[].class),
          Map.entry("java.util.Map", Map.class),
          Map.entry("java.util.List", java.util.List.class));

  /** What Kafka's component looks up for itself. */
  private static final Set<String> SERIALIZERS =
      Set.of(
          "org.apache.kafka.common.serialization.StringSerializer",
          "org.apache.kafka.common.serialization.StringDeserializer",
          "org.apache.kafka.common.serialization.ByteArraySerializer");

  @Override
  public @Nullable Class<?> resolveClass(String name) {
    return SERIALIZERS.contains(name) ? super.resolveClass(name) : TYPES.get(name);
  }

  @Override
  public <T> @Nullable Class<T> resolveClass(String name, Class<T> type) {
    Class<?> found = resolveClass(name);
    @SuppressWarnings("unchecked")
    Class<T> cast = found == null || !type.isAssignableFrom(found) ? null : (Class<T>) found;
    return cast;
  }

  @Override
  public @Nullable Class<?> resolveClass(String name, ClassLoader loader) {
    return resolveClass(name);
  }

  @Override
  public <T> @Nullable Class<T> resolveClass(String name, Class<T> type, ClassLoader loader) {
    return resolveClass(name, type);
  }

  @Override
  public Class<?> resolveMandatoryClass(String name) throws ClassNotFoundException {
    return found(name, resolveClass(name));
  }

  @Override
  public <T> Class<T> resolveMandatoryClass(String name, Class<T> type)
      throws ClassNotFoundException {
    return found(name, resolveClass(name, type));
  }

  @Override
  public Class<?> resolveMandatoryClass(String name, ClassLoader loader)
      throws ClassNotFoundException {
    return resolveMandatoryClass(name);
  }

  @Override
  public <T> Class<T> resolveMandatoryClass(String name, Class<T> type, ClassLoader loader)
      throws ClassNotFoundException {
    return resolveMandatoryClass(name, type);
  }

  private static <T> T found(String name, @Nullable T found) throws ClassNotFoundException {
    if (found == null) {
      throw new ClassNotFoundException("Flows may not use the class " + name);
    }
    return found;
  }

  @Override
  public @Nullable InputStream loadResourceAsStream(String uri) {
    return null;
  }

  @Override
  public @Nullable URL loadResourceAsURL(String uri) {
    return null;
  }

  @Override
  public @Nullable Enumeration<URL> loadResourcesAsURL(String uri) {
    return null;
  }

  @Override
  public @Nullable Enumeration<URL> loadAllResourcesAsURL(String uri) {
    return null;
  }
}
