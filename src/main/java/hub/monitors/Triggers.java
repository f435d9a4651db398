package hub.monitors;

import java.util.TimeZone;
import java.util.UUID;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.stereotype.Component;

/**
 * The monitors' triggers in Quartz's tables, which all processes share: one a monitor, all of the
 * one job that the route {@code monitor-due} keeps. Which process fires is Quartz's decision.
 */
@Component
class Triggers {
  /** The job behind {@code quartz:monitors/tend} of the routes. */
  private static final JobKey JOB = JobKey.jobKey("tend", "monitors");

  private static final String GROUP = "monitor";

  private final Scheduler scheduler;

  Triggers(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Makes a monitor's trigger say what its schedule says; does nothing if it does. */
  void put(Monitor monitor) {
    Schedule schedule = monitor.plan().schedule();
    TriggerKey key = key(monitor.id());
    try {
      Trigger standing = scheduler.getTrigger(key);
      if (standing == null) {
        add(key, schedule);
      } else if (!says(standing, schedule)) {
        scheduler.rescheduleJob(key, trigger(key, schedule));
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz took no trigger for monitor " + monitor.id(), e);
    }
  }

  private void add(TriggerKey key, Schedule schedule) throws SchedulerException {
    try {
      scheduler.scheduleJob(trigger(key, schedule));
    } catch (ObjectAlreadyExistsException another) {
      // Another process added the same one meanwhile.
      scheduler.rescheduleJob(key, trigger(key, schedule));
    }
  }

  void remove(UUID monitorId) {
    try {
      scheduler.unscheduleJob(key(monitorId));
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz kept the trigger of monitor " + monitorId, e);
    }
  }

  private static boolean says(Trigger standing, Schedule schedule) {
    return standing instanceof CronTrigger cron
        && cron.getCronExpression().equals(schedule.cron())
        && cron.getTimeZone().toZoneId().equals(schedule.zone());
  }

  /** A tick that nobody fired in time is fired once, as soon as somebody can. */
  private static Trigger trigger(TriggerKey key, Schedule schedule) {
    return TriggerBuilder.newTrigger()
        .withIdentity(key)
        .forJob(JOB)
        .withSchedule(
            CronScheduleBuilder.cronSchedule(schedule.expression())
                .inTimeZone(TimeZone.getTimeZone(schedule.zone()))
                .withMisfireHandlingInstructionFireAndProceed())
        .build();
  }

  private static TriggerKey key(UUID monitorId) {
    return TriggerKey.triggerKey(monitorId.toString(), GROUP);
  }
}
