"""Copies the posts and people of the Flask peer into a blog of Inkstone, so that both show the same.

peer_posts.py URI PEER_DATABASE BLOG_DATABASE
"""

import sys

import pymongo

uri, peer_name, blog_name = sys.argv[1:]
client = pymongo.MongoClient(uri)
peer = client[peer_name]
client.drop_database(blog_name)
peer.users.aggregate([
    {"$project": {
        "username": 1, "displayName": "$display_name", "passwordHash": "none", "role": "author", "created": "$$NOW"}},
    {"$out": {"db": blog_name, "coll": "users"}},
])
peer.posts.aggregate([
    {"$project": {
        "title": 1, "slug": 1, "body": 1, "tags": 1, "author": 1, "created": "$created_at",
        "version": {"$toLong": 1}}},
    {"$out": {"db": blog_name, "coll": "posts"}},
])
blog = client[blog_name]
# A blog without an owner asks its first visitor to set it up.
blog.users.update_one({"username": "user0"}, {"$set": {"role": "owner", "ownsSite": True}})
print(f"{blog.posts.count_documents({})} posts by {blog.users.count_documents({})} people")
