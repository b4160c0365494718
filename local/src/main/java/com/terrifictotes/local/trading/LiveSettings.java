package com.terrifictotes.local.trading;

import java.util.EnumMap;
import java.util.Map;

/**
 * How totesys trades while one watches.
 *
 * @param seed chooses what happens in which simulated minute
 * @param speed simulated seconds per second, above 0
 * @param perDay how often each activity happens on a simulated working day of 660 minutes, 0 for never
 */
public record LiveSettings(long seed, double speed, Map<Activity, Double> perDay) {
    private static final double WATCHABLE = 600;

    public LiveSettings {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("Cannot trade at speed " + speed + ", expected a number above 0");
        }
        perDay.forEach(LiveSettings::check);
        perDay = Map.copyOf(perDay);
    }

    /** The real company's rates, ten minutes a second: an order every two seconds, a working day every 66. */
    public static LiveSettings watchable(long seed) {
        Map<Activity, Double> perDay = new EnumMap<>(Activity.class);
        for (Activity activity : Activity.values()) {
            perDay.put(activity, activity.perDay());
        }
        return new LiveSettings(seed, WATCHABLE, perDay);
    }

    public LiveSettings withSpeed(double newSpeed) {
        return new LiveSettings(seed, newSpeed, perDay);
    }

    public LiveSettings with(Activity activity, double timesPerDay) {
        Map<Activity, Double> changed = new EnumMap<>(Activity.class);
        changed.putAll(perDay);
        changed.put(activity, timesPerDay);
        return new LiveSettings(seed, speed, changed);
    }

    double perMinute(Activity activity) {
        return perDay.getOrDefault(activity, 0.0) / (BusinessHours.CLOSING_MINUTE - BusinessHours.FIRST_MINUTE);
    }

    private static void check(Activity activity, double timesPerDay) {
        if (!(timesPerDay >= 0) || Double.isInfinite(timesPerDay)) {
            throw new IllegalArgumentException(
                    "Cannot trade with " + activity + " " + timesPerDay + " times a day, expected 0 or more");
        }
    }
}
