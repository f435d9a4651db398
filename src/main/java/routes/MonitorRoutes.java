package routes;

import hub.Roles;
import hub.monitors.Monitors;
import hub.monitors.Reports;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.JobDataMap;
import org.quartz.Scheduler;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** When monitors run, and what becomes of their runs. */
@Component
class MonitorRoutes extends RouteBuilder {
  private final Monitors monitors;
  private final Reports reports;

  MonitorRoutes(Monitors monitors, Reports reports) {
    this.monitors = monitors;
    this.reports = reports;
  }

  /** Camel's clock is the hub's: one scheduler a process, all on the same tables. It runs where there are workers. */
  @Bean
  static QuartzComponent quartz(Scheduler scheduler, Roles roles) {
    QuartzComponent component = new QuartzComponent();
    component.setScheduler(scheduler);
    component.setAutoStartScheduler(roles.workers());
    return component;
  }

  @Override
  public void configure() {
    // One job with many triggers: its own, once a minute, and one a monitor, which hub.monitors keeps. One process of all fires each;
    // what a process was at when it died, another is given again.
    from("quartz:monitors/tend?cron=0+*+*+*+*+?&recoverableJob=true&deleteJob=false&usingFixedCamelContextName=true")
        .routeId("monitor-due").routeConfigurationId("try-again-next-time")
        .choice()
            .when(MonitorRoutes::isOwnTrigger)
                .bean(monitors, "tendTriggers").id("tend-triggers")
            .otherwise()
                .transform().exchange(MonitorRoutes::monitor)
                .bean(monitors, "fire").id("fire-monitor")
        .end();

    from("timer:monitors-watch?period={{hub.monitors.watch-every}}").routeId("monitors-watch").routeConfigurationId("try-again-next-time")
        .bean(monitors, "fireOverdue").id("fire-overdue")
        .bean(reports, "readEnded").id("read-ended-runs");
  }

  private static boolean isOwnTrigger(Exchange exchange) {
    return name(exchange).equals("tend");
  }

  private static UUID monitor(Exchange exchange) {
    return UUID.fromString(name(exchange));
  }

  /** The trigger that fired; after a takeover, the one that the dead process was at. */
  private static String name(Exchange exchange) {
    JobDataMap data = exchange.getMessage().getHeader("mergedJobDataMap", JobDataMap.class);
    String original = data == null ? null : data.getString(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_NAME);
    return original != null ? original : Objects.requireNonNull(exchange.getMessage().getHeader("triggerName", String.class), "Quartz names the trigger that fired");
  }
}
