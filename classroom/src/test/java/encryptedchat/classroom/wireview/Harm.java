package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Texts that do harm on a page that takes them for anything else than text, and a watch for the harm. */
final class Harm {
    static final List<String> TEXTS = List.of(
            "<script class=injected>hacked('a script')</script>",
            "<img class=injected src=x onerror=hacked('an image')>",
            "'\"><svg class=injected onload=hacked('a drawing')>",
            "</bdi></button></li></ol><b class=injected onmouseover=hacked('a tag')>bold</b>",
            "</title></style></textarea><iframe class=injected srcdoc='<script>top.hacked(1)</script>'></iframe>",
            "<link class=injected rel=stylesheet href=//elsewhere.example/a.css>",
            "<form class=injected action=//elsewhere.example><input name=q></form>",
            "javascript:hacked('an address')",
            "{{constructor.constructor('hacked(1)')()}}${hacked('a template')}",
            "__proto__",
            "constructor",
            "\u202egnp.reversed\u202c \u2067right to left\u2069 שלום",
            "a\u0000b\u001b[2J\u0007\r\nc\u2028d\u0085e",
            "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 👩\u200d👩\u200d👧 \ud83d\udd10 ﷽",
            "W".repeat(900));

    /** Notes what a script does or tries, once it has been put at the start of the page. */
    private static final String WATCH = """
            globalThis.harm = [];
            globalThis.hacked = what => harm.push("ran " + what);
            addEventListener("securitypolicyviolation", event => harm.push("tried " + event.violatedDirective));
            addEventListener("error", event => harm.push("broke: " + event.message));
            addEventListener("unhandledrejection", event => harm.push("broke: " + event.reason));
            """;

    private static final String FIND = """
            const injected = [...document.querySelectorAll(".injected")].map(element => element.outerHTML);
            return [...harm, ...injected];
            """;

    private Harm() {}

    /** Watches all pages that are opened from now on. */
    static void watch(Browser browser) {
        browser.beforeEachPage(WATCH);
    }

    static void assertNone(Browser browser) {
        assertThat((List<?>) browser.driver().executeScript(FIND)).isEmpty();
    }
}
