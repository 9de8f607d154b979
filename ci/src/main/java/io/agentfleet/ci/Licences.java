package io.agentfleet.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Licences of libraries, as their POMs or the parents of these tell, by their short names (SPDX).
 *
 * @param repository Maven's local repository
 */
record Licences(Path repository) {

    private static final String CHOICE = " OR ";
    private static final int MOST_PARENTS = 10;

    /** By what POMs call them; the first that fits. What is not here may not be used. */
    private static final Map<String, Pattern> NAMES = names();

    private static Map<String, Pattern> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("Apache-2.0", ".*\\bapache.*2.*|apache (software )?licen[cs]e|asl 2.*");
        names.put("EPL-2.0", ".*(eclipse public|epl).*2.*");
        names.put("EPL-1.0", ".*(eclipse public|epl).*1.*");
        names.put(
                "BSD-3-Clause",
                ".*(edl|eclipse distribution).*|.*(new|revised|3.clause).*bsd.*|.*bsd.*(new|revised|3).*|bsd|bsd licen[cs]e|the bsd licen[cs]e|go license");
        names.put("BSD-2-Clause", ".*bsd.*2.*|.*2.clause.*bsd.*");
        names.put("MIT-0", "mit-0|.*mit no attribution.*");
        names.put("MIT", ".*\\bmit\\b.*|bouncy castle licence");
        names.put("MPL-2.0", ".*(mozilla|mpl).*2.*");
        names.put(
                "GPL-2.0-with-classpath-exception",
                ".*(gpl|general public).*(classpath|\\bce\\b|cpe).*|.*classpath.exception.*");
        names.put("LGPL-2.1", ".*(lgpl|lesser general public).*2\\.1.*");
        names.put("CC0-1.0", ".*cc0.*|public domain.*");
        names.put("UPL-1.0", ".*universal permissive.*|upl.*");
        names.put("Unicode-3.0", ".*unicode.*");
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        names.forEach((name, words) ->
                patterns.put(
                        name, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)));
        return patterns;
    }

    /** True if one of them may be used: it is then under that one that the library is. */
    static boolean isAllowed(String licences) {
        return Arrays.stream(licences.split(CHOICE, -1)).anyMatch(NAMES::containsKey);
    }

    /** What a library may be used under: {@code MIT}, or {@code Apache-2.0 OR MIT}. */
    String of(String group, String artifact, String version) {
        String[] at = {group, artifact, version};
        for (int i = 0; i < MOST_PARENTS; i++) {
            Path pom =
                    repository.resolve(
                            "%s/%s/%s/%s-%s.pom"
                                    .formatted(
                                            at[0].replace('.', '/'), at[1], at[2], at[1], at[2]));
            if (!Files.isRegularFile(pom)) {
                break;
            }
            Element project = read(pom);
            Set<String> found = licences(project);
            if (!found.isEmpty()) {
                return String.join(CHOICE, found);
            }
            Element parent = child(project, "parent");
            at =
                    new String[] {
                        text(parent, "groupId"), text(parent, "artifactId"), text(parent, "version")
                    };
        }
        return "unknown";
    }

    private static Set<String> licences(Element project) {
        Set<String> found = new TreeSet<>();
        NodeList all = child(project, "licenses").getElementsByTagName("license");
        for (int i = 0; i < all.getLength(); i++) {
            found.add(shortName(text((Element) all.item(i), "name").replaceAll("\\s+", " ")));
        }
        return found;
    }

    private static String shortName(String name) {
        return NAMES.entrySet().stream()
                .filter(one -> one.getValue().matcher(name).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("'" + name + "'");
    }

    private static Element read(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(
                    "%s cannot be read: %s".formatted(pom, e.getMessage()), e);
        }
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    /** The first child of that name; an empty element if there is none. */
    private static Element child(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return parent.getOwnerDocument().createElement(name);
    }
}
