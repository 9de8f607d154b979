package io.agentfleet.agent.gateway;

/** What happens where money is limited and a model's price is not known. */
public enum UnknownPrice {
    /** The model is not asked. */
    REFUSE,
    /** It is asked; its tokens count, its money does not. */
    COUNT_TOKENS_ONLY
}
