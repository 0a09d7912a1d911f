"""`riwayat-verify`: checks an evidence bundle on a machine that has nothing but Python, and says what it found.

Packed by infra/bukti/verifikator.py into one file together with domain/log, and with nothing else.
"""
