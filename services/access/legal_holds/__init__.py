"""A legal hold (vernietigingsstop) keeps a citizen's file while something asks for it: an appeal, an inquiry, a claim (F-37).

It is in force from its day until it is released or its last day is past; meanwhile nobody destroys or erases the file.
"""
