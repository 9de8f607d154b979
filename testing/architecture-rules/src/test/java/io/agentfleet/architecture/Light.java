package io.agentfleet.architecture;

enum Light {
    RED,
    GREEN
}
