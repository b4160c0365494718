package com.terrifictotes.local.trading;

import java.util.List;
import java.util.Locale;

/** The invented people, companies and places of the stand-in: made of short lists, so that nobody can be meant. */
final class Words {
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Clem", "Dilys", "Edda", "Fitz", "Greta", "Hugo", "Ines", "Jory", "Kezia", "Ludo", "Mabel",
            "Nils", "Orla", "Piers", "Quilla", "Rufus", "Sunniva", "Tibor");
    private static final List<String> LAST_NAMES = List.of(
            "O'Totely",
            "Baggins-Sample",
            "Canvasworth",
            "D'Handle",
            "Everytote",
            "Flaxman",
            "Gusset",
            "Hessian",
            "Inkpen",
            "Jutewell",
            "Kersey",
            "Linenham",
            "Muslin",
            "Nankeen",
            "O'Burlap",
            "Pocketts",
            "Quilter",
            "Ripstop",
            "Stitchley",
            "Twillman");
    private static final List<String> STREETS = List.of(
            "Sample Street", "Placeholder Parade", "Mock Mews", "Dummy Drive", "Example Avenue", "Specimen Square");
    private static final List<String> CITIES = List.of(
            "Testford", "New Sampleton", "Mockbury", "Exampleville", "Port Placeholder", "Dummingham", "São Exemplo");
    private static final List<String> DISTRICTS = List.of("North Sampleshire", "Avonmock", "Testlands", "East Dummy");
    private static final List<String> COUNTRIES =
            List.of("Freedonia", "Ruritania", "Sylvania", "Grand Fenwick", "Zubrowka", "Cote d'Exemple");
    private static final List<String> MATERIALS = List.of(
            "Wooden", "Steel", "Soft", "Bronze", "Frozen", "Metal", "Fresh", "Granite", "Rubber", "Concrete", "Cotton");
    private static final List<String> FILE_LOCATIONS = List.of("/lib", "/etc/periodic", "/usr/share", "/home/designs");

    private Words() {}

    static String firstName(Dice dice) {
        return dice.anyOf(FIRST_NAMES);
    }

    static String lastName(Dice dice) {
        return dice.anyOf(LAST_NAMES);
    }

    /** The number-th of them, starting again after the last. */
    static String lastName(int number) {
        return LAST_NAMES.get(number % LAST_NAMES.size());
    }

    static String fullName(Dice dice) {
        return firstName(dice) + " " + lastName(dice);
    }

    static String email(String firstName, String lastName) {
        return (firstName + "." + lastName).toLowerCase(Locale.ROOT) + "@terrifictotes.example";
    }

    /** Every third with commas, as law firms like them. */
    static String company(Dice dice, int number) {
        return switch (number % 3) {
            case 0 -> lastName(dice) + ", " + lastName(dice) + " and " + lastName(dice);
            case 1 -> lastName(dice) + " and Sons";
            default -> lastName(dice) + " " + dice.anyOf(List.of("Ltd", "Inc", "Group", "LLC"));
        };
    }

    static String street(Dice dice) {
        return dice.between(1, 9_999) + " " + dice.anyOf(STREETS);
    }

    static String city(Dice dice) {
        return dice.anyOf(CITIES);
    }

    static String district(Dice dice) {
        return dice.anyOf(DISTRICTS);
    }

    static String country(Dice dice) {
        return dice.anyOf(COUNTRIES);
    }

    /** Text that looks like a number and is none: every third begins with zero, every second has a dash. */
    static String postalCode(Dice dice, int number) {
        String digits = (number % 3 == 0 ? "0" : "") + dice.letters("123456789", number % 3 == 0 ? 4 : 5);
        return number % 2 == 0 ? digits + "-" + dice.letters("0123456789", 4) : digits;
    }

    static String phone(Dice dice) {
        return "0" + dice.letters("123456789", 3) + " " + dice.letters("0123456789", 6);
    }

    static String material(Dice dice) {
        return dice.anyOf(MATERIALS);
    }

    static String fileLocation(Dice dice) {
        return dice.anyOf(FILE_LOCATIONS);
    }

    /** Such as {@code bronze-20210303-f74o.json}. */
    static String fileName(Dice dice, String material) {
        String date = "202" + dice.between(0, 2) + "0" + dice.between(1, 9) + dice.between(10, 28);
        String suffix = dice.letters("abcdefghijklmnopqrstuvwxyz0123456789", 4);
        return material.toLowerCase(Locale.ROOT) + "-" + date + "-" + suffix + ".json";
    }
}
