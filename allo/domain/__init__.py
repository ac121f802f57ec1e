"""Rules without input or output: plain values in, plain values out, time passed in.

May import: the standard library, ivr_flows.instructions (phonenumbers in phone_numbers, dateutil and holidays in
slots).
"""
