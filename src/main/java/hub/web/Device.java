package hub.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser says of itself, in words. Anybody can say anything: it is a hint, no proof. */
final class Device {
  /** In this order, since most browsers also claim to be the ones below them. */
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("SamsungBrowser/", "Samsung Internet");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("FxiOS/", "Firefox");
    BROWSERS.put("CriOS/", "Chrome");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("iPhone", "an iPhone");
    SYSTEMS.put("iPad", "an iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "a Mac");
    SYSTEMS.put("CrOS", "a Chromebook");
    SYSTEMS.put("Linux", "Linux");
  }

  private Device() {}

  /** {@code Firefox on Windows}; as much of it as is known. */
  static String inWords(String userAgent) {
    String browser = named(userAgent, BROWSERS, "A program or an unknown browser");
    String system = named(userAgent, SYSTEMS, "");
    return system.isEmpty() ? browser : browser + " on " + system;
  }

  private static String named(String userAgent, Map<String, String> names, String unknown) {
    return names.entrySet().stream()
        .filter(each -> userAgent.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(unknown);
  }
}
