package io.agentfleet.ci;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The modules of this repository and what each needs, as their POMs say.
 *
 * @param needs by module, in the order of the build: the modules it names, in whatever scope
 */
record Reactor(Map<String, Set<String>> needs) {

    /** Reads the root's POM and that of each module it names. */
    static Reactor of(Path root) {
        Map<String, Element> poms = new LinkedHashMap<>();
        for (Element module : children(child(pom(root), "modules"), "module")) {
            String folder = module.getTextContent().strip();
            poms.put(folder, pom(root.resolve(folder)));
        }
        Map<String, String> folders = new HashMap<>();
        poms.forEach((folder, pom) -> folders.put(text(pom, "artifactId"), folder));
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        poms.forEach((folder, pom) ->
                needs.put(
                        folder,
                        children(child(pom, "dependencies"), "dependency").stream()
                                .filter(one -> text(one, "groupId").equals("io.agentfleet"))
                                .map(one -> folders.get(text(one, "artifactId")))
                                .collect(Collectors.toSet())));
        return new Reactor(needs);
    }

    /** All modules, in the order of the build. */
    List<String> modules() {
        return List.copyOf(needs.keySet());
    }

    /** The module to which a file belongs, if any: the deepest folder that is one. */
    Optional<String> owner(String file) {
        return needs.keySet().stream()
                .filter(module -> file.startsWith(module + "/"))
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** The modules themselves and all that need one of them, in the order of the build. */
    List<String> affected(Set<String> changed) {
        Set<String> affected = new TreeSet<>(changed);
        int before;
        do {
            before = affected.size();
            needs.forEach((module, needed) -> {
                if (needed.stream().anyMatch(affected::contains)) {
                    affected.add(module);
                }
            });
        } while (affected.size() > before);
        return needs.keySet().stream().filter(affected::contains).toList();
    }

    private static Element pom(Path folder) {
        Path file = folder.resolve("pom.xml");
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(
                    "%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    /** The first child of that name; an empty element if there is none. */
    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? parent.getOwnerDocument().createElement(name) : found.getFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
