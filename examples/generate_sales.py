#!/usr/bin/env python3
"""Makes examples/sales/orders.csv. Synthetic and repeatable: the same file every time.

Usage: python3 examples/generate_sales.py
"""
import csv
import datetime
import pathlib
import random

LAST_DAY = datetime.date(2026, 11, 15)
DAYS = 90
REGIONS = {"Seoul": 1.0, "Busan": 0.62, "Daejeon": 0.41, "Gwangju": 0.33}
# product: (list price in won, orders per day in Seoul, usual quantity)
PRODUCTS = {
    "Coffee Beans": (24000, 3.6, 2),
    "Green Tea": (15000, 2.4, 2),
    "Drip Kit": (38000, 1.3, 1),
    "Tumbler": (29000, 1.7, 1),
    "Gift Set": (59000, 1.0, 1),
    "Vanilla Syrup": (9500, 1.5, 3),
}
WEEKDAY = [0.92, 0.88, 0.9, 0.97, 1.12, 1.28, 1.16]  # Monday first
CHUSEOK = (datetime.date(2026, 9, 24), datetime.date(2026, 9, 26))  # no deliveries
GIFT_WEEK = (datetime.date(2026, 11, 2), datetime.date(2026, 11, 8))
ON_OFFER = {"Gift Set": (0.85, 3.2), "Coffee Beans": (0.9, 1.6)}  # price, demand


def within(day, period):
    return period[0] <= day <= period[1]


def orders_of(day, dice, number):
    for region, size in REGIONS.items():
        for product, (price, usual, quantity) in PRODUCTS.items():
            wanted = usual * size * WEEKDAY[day.weekday()]
            if within(day, CHUSEOK):
                wanted *= 0.18
            if within(day, GIFT_WEEK) and product in ON_OFFER:
                discount, demand = ON_OFFER[product]
                price, wanted = round(price * discount), wanted * demand
            count = int(wanted) + (dice.random() < wanted % 1)
            for _ in range(count):
                pieces = max(1, round(dice.gauss(quantity, 0.8)))
                number += 1
                yield day, f"SO-{number:05d}", product, region, pieces, price, pieces * price


def main():
    dice = random.Random(20261115)
    number = 0
    target = pathlib.Path(__file__).parent / "sales" / "orders.csv"
    with target.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["date", "order_id", "product", "region", "quantity", "unit_price", "amount"])
        for past in range(DAYS - 1, -1, -1):
            day = LAST_DAY - datetime.timedelta(days=past)
            for order in orders_of(day, dice, number):
                rows.writerow(order)
                number += 1
    print(f"{number} orders written to {target}")


if __name__ == "__main__":
    main()
